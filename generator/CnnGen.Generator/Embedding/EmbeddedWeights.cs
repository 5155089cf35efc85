using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Embedding;

/// <summary>What comes of one weight file that the build embeds: a way to load it, or the reasons against it.</summary>
/// <param name="HintName">Null where the weights do not fit.</param>
internal sealed record EmbeddedWeights(string WeightsPath, string? HintName, string Text, EquatableArray<DiagnosticInfo> Diagnostics)
{
    // Before the names of tensors that are no weights but the state of training: a checkpoint can be embedded too.
    private const string TrainingPrefix = "training/";
    private const int MostDifferences = 12;

    public static EmbeddedWeights Of(WeightHeader header, ImmutableArray<NetworkGraph> graphs)
    {
        var diagnostics = new DiagnosticBag();
        var found = graphs.Where(graph => graph.Name == header.Model || FullName(graph) == header.Model).ToList();
        if (found.Count != 1)
        {
            string names = Suggestion.For(header.Model, graphs.Select(graph => found.Count == 0 ? graph.Name : FullName(graph)).ToList());
            string problem = (found.Count == 0 ? "there is no network \"" : "more than one network is named \"") + header.Model + "\"";
            diagnostics.Report(DiagnosticCatalog.WeightsWithoutNetwork, default, header.FileName, problem, names);
        }
        else if (Differences(found[0], header.Text).Take(MostDifferences + 1).ToList() is { Count: > 0 } differences)
        {
            string more = differences.Count > MostDifferences ? "; and more" : "";
            diagnostics.Report(
                DiagnosticCatalog.WeightsDoNotFit, default, header.FileName, header.Model, string.Join("; ", differences.Take(MostDifferences)) + more);
        }

        return diagnostics.ErrorCount > 0
            ? new EmbeddedWeights(header.WeightsPath, null, "", diagnostics.ToEquatableArray())
            : new EmbeddedWeights(header.WeightsPath, FullName(found[0]) + "-Embedded.g.cs", Emit(found[0], header), EquatableArray<DiagnosticInfo>.Empty);
    }

    private static string FullName(NetworkGraph graph) => graph.Namespace + "." + graph.Name;

    private static IEnumerable<string> Differences(NetworkGraph graph, string header)
    {
        var errors = new DiagnosticBag();
        if (JsonReader.Read(header, errors) is not JsonObject root || errors.ErrorCount > 0)
        {
            yield return "its header is no JSON object";
            yield break;
        }

        var tensors = new Dictionary<string, JsonNode>();
        foreach (var property in root.Properties) tensors[property.Name] = property.Value;
        foreach (var layer in graph.Layers)
        {
            foreach (var parameter in layer.Parameters)
            {
                string name = layer.Name + "." + parameter.Name;
                string expected = string.Join(" x ", parameter.Dimensions);
                if (!tensors.TryGetValue(name, out var tensor)) yield return $"\"{name}\" ({expected}) is missing";
                else if (ShapeOf(tensor) is var shape && shape != expected) yield return $"\"{name}\" is {shape}, expected {expected}";
                tensors.Remove(name);
            }
        }

        foreach (var tensor in tensors.Where(tensor => tensor.Key != "__metadata__" && !tensor.Key.StartsWith(TrainingPrefix, System.StringComparison.Ordinal)))
        {
            yield return $"\"{tensor.Key}\" ({ShapeOf(tensor.Value)}) is in the file but not in the network";
        }

        string? hash = (((root.Find("__metadata__")?.Value as JsonObject)?.Find("spec_hash"))?.Value as JsonString)?.Value;
        if (hash is not null && hash != SpecHash.Of(graph)) yield return "it was saved by a network with other layers or attributes";
    }

    private static string ShapeOf(JsonNode tensor) => (tensor as JsonObject)?.Find("shape")?.Value is JsonArray shape
        ? string.Join(" x ", shape.Items.Select(item => item.Description))
        : "without a shape";

    private static string Emit(NetworkGraph graph, WeightHeader header)
    {
        var code = Emitter.StartFile(graph.Namespace, references: true);
        using (code.Open($"partial class {graph.Name}"))
        {
            code.Line($"/// <summary>A network with the weights of {Xml.Escape(header.FileName)}, which are inside this assembly.</summary>");
            code.Line("/// <param name=\"device\">Where it runs; null is the CPU, unless the environment variable CNNGEN_DEVICE names another device.</param>");
            code.Line("/// <exception cref=\"global::System.IO.InvalidDataException\">The embedded file is damaged.</exception>");
            using (code.Open($"public static {graph.Name} LoadEmbedded(global::CnnGen.Device? device = null)"))
            {
                code.Line($"var network = new {graph.Name}(device);");
                using (code.Open("try")) code.Line($"network.LoadWeights(typeof({graph.Name}).Assembly, {Literal.Of(header.ResourceName)});");
                using (code.Open("catch"))
                {
                    code.Line("network.Dispose();");
                    code.Line("throw;");
                }

                code.Line();
                code.Line("return network;");
            }
        }

        return code.ToString();
    }
}
