using CnnGen.Layers.Tests;
using CnnGen.Onnx.Export;

namespace CnnGen.Onnx.Tests.Export;

/// <summary>The networks of the layer tests, exported.</summary>
public sealed class LayerCaseTests
{
    private const string Namespace = "CnnGen.Generated.Exports";

    /// <summary>All cases of all kinds, generated and compiled together, without what only training needs.</summary>
    private static readonly Lazy<(GeneratedAssembly Assembly, Dictionary<string, string[]> Kinds)> s_all = new(() =>
    {
        var graphs = ModelsFile.Read(Namespace, CaseLists.SelectMany(All).Select(item => item.Json));
        return (
            new GeneratedAssembly(graphs.Select(graph => graph with { Compile = null })),
            graphs.ToDictionary(graph => graph.Name, graph => graph.Layers.Select(layer => layer.Attributes.Kind.Type).ToArray()));
    });

    private static IEnumerable<Type> CaseLists =>
        typeof(ICases).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ICases)) && !type.IsInterface).OrderBy(type => type.Name, StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. CaseLists.Select(type => type.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Networks_of_known_kinds_agree_with_ONNX_Runtime(string cases)
    {
        foreach (var item in All(CaseLists.Single(type => type.Name == cases)))
        {
            using var network = s_all.Value.Assembly.Create($"{Namespace}.{item.Name}", Device.Cpu().VectorBits);
            if (s_all.Value.Kinds[item.Name].FirstOrDefault(kind => LayerTranslators.Find(kind) is null) is { } unknown)
            {
                Assert.Contains($"is a {unknown}, which can't be exported", Assert.Throws<NotSupportedException>(() => Exported.Bytes(network)).Message, StringComparison.Ordinal);
                continue;
            }

            try
            {
                Exported.AgreesWithOnnxRuntime(network);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException || !exception.Message.Contains("$XunitDynamicSkip$", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{item.Name}: {exception.Message}", exception);
            }
        }
    }

    private static IEnumerable<LayerCase> All(Type cases) => (IEnumerable<LayerCase>)cases.GetProperty(nameof(ICases.All))!.GetValue(null)!;
}
