using CnnGen.Generator.Graph;
using CnnGen.Import;
using CnnGen.Import.Onnx;
using CnnGen.Tool.Running;

namespace CnnGen.Conformance.Tests;

/// <summary>Cases on the way that a user's model takes: import, models.json, generator, compiler, run. All of them are compiled together.</summary>
internal static class ConformanceRun
{
    // Upstream's tolerance.
    private const double Relative = 1e-3, Absolute = 1e-7;

    /// <param name="device">Where the networks run; null: on the processor.</param>
    public static IReadOnlyList<CaseResult> Of(IReadOnlyList<NodeCase> cases, Device? device = null)
    {
        var results = new List<CaseResult>();
        var declared = new List<(NodeCase Case, OnnxImport Import, NetworkGraph Graph)>();
        foreach (var item in cases)
        {
            try
            {
                var import = item.Import();
                declared.Add((item, import, ImportedRun.Declare(import)));
            }
            catch (ImportException exception)
            {
                results.Add(new CaseResult(item.Name, Outcome.Refused, exception.Reason));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                results.Add(new CaseResult(item.Name, Outcome.Failed, exception.ToString()));
            }
        }

        var graphs = declared.Select(item => item.Graph);
        var compiled = device is null ? new CompiledNetworks(graphs) : CompiledNetworks.WithGpu(graphs);
        foreach (var (item, import, graph) in declared)
        {
            try
            {
                using var network = device is null ? compiled.Create(graph) : compiled.Create(graph, device);
                var problem = Compare(item, import, network);
                results.Add(new CaseResult(item.Name, problem is null ? Outcome.Passed : Outcome.Failed, problem ?? ""));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                results.Add(new CaseResult(item.Name, Outcome.Failed, exception.ToString()));
            }
        }

        return [.. results.OrderBy(result => result.Name, StringComparer.Ordinal)];
    }

    /// <summary>What differs from the stored outputs; null where nothing does.</summary>
    private static string? Compare(NodeCase item, OnnxImport import, Network network)
    {
        var outputs = ImportedRun.Predict(import, network, item.Input(0)!.ToSingles());
        if (outputs.Count != item.Model.Graph.Outputs.Count)
            return $"{outputs.Count} outputs, expected {item.Model.Graph.Outputs.Count}";
        for (var i = 0; i < outputs.Count; i++)
        {
            var tensor = item.Output(i)!;
            var expected = tensor.ToSingles();
            if (!tensor.Shape.Skip(1).SequenceEqual(import.Outputs[i].Dimensions.Select(side => (long)side)))
                return $"{import.Outputs[i].Name} is {string.Join(" x ", import.Outputs[i].Dimensions)} an image, expected {string.Join(" x ", tensor.Shape)}";
            if (outputs[i].Length != expected.Length)
                return $"{outputs[i].Length} numbers of {import.Outputs[i].Name}, expected {expected.Length}";
            for (var k = 0; k < expected.Length; k++)
            {
                if (!Agrees(expected[k], outputs[i][k]))
                    return $"{import.Outputs[i].Name}[{k}] is {outputs[i][k]}, expected {expected[k]}";
            }
        }

        return null;
    }

    private static bool Agrees(float expected, float actual) =>
        expected.Equals(actual) || Math.Abs((double)expected - actual) <= Absolute + (Relative * Math.Abs((double)expected));
}
