using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Resizing;
using CnnGen.Layers.Tests;
using CnnGen.Onnx.Export;

namespace CnnGen.Onnx.Tests.Export;

/// <summary>The networks of the layer tests, exported: ONNX Runtime gives what the reference in double precision gives.</summary>
public sealed class LayerCaseTests
{
    /// <summary>The classes with cases, by name.</summary>
    private static readonly Dictionary<string, Type> s_lists = typeof(ICases).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(ICases)) && !type.IsInterface).ToDictionary(type => type.Name);

    public static TheoryData<string> Lists => [.. s_lists.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Lists))]
    public void Networks_of_known_kinds_agree_with_ONNX_Runtime(string list)
    {
        Oracle.Require();
        foreach (var graph in Graphs(list))
        {
            try
            {
                Check(graph);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{graph.Name}: {exception.Message}", exception);
            }
        }
    }

    private static void Check(NetworkGraph graph)
    {
        using var network = new DescribedNetwork(graph);
        Exported.Randomize(network);
        if (graph.Layers.Select(layer => layer.Attributes.Kind.Type).FirstOrDefault(kind => LayerTranslators.Find(kind) is null) is { } unknown)
        {
            Assert.Contains($"is a {unknown}, which can't be exported", Assert.Throws<NotSupportedException>(() => Exported.Bytes(network)).Message, StringComparison.Ordinal);
            return;
        }

        if (graph.Layers.Any(layer => layer.Attributes is ResizingAttributes { Antialias: true }))
        {
            Assert.Contains("(\"antialias\"), which opset 17 of ONNX does not have", Assert.Throws<NotSupportedException>(() => Exported.Bytes(network)).Message, StringComparison.Ordinal);
            return;
        }

        var reference = network.Reference();
        var length = network.Description.InputLength;
        Exported.AgreesWithOnnxRuntime(network, images =>
        {
            var outputs = reference.Predict([.. images.Chunk(length).Select(image => Array.ConvertAll(image, value => (double)value))]);
            return [.. outputs.SelectMany(output => output).Select(value => (float)value)];
        });
    }

    private static IReadOnlyList<NetworkGraph> Graphs(string list)
    {
        var cases = (IEnumerable<LayerCase>)s_lists[list].GetProperty(nameof(ICases.All))!.GetValue(null)!;
        return ModelsFile.Read("Exports", cases.Select(item => item.Json));
    }
}
