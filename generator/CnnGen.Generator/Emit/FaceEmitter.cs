using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Emit;

/// <summary>The half of a class that its user sees: construction, prediction, typed outputs and typed weights.</summary>
internal static class FaceEmitter
{
    private const string Span = "global::System.ReadOnlySpan";

    public static string Emit(NetworkPlan plan)
    {
        var graph = plan.Graph;
        var code = Emitter.StartFile(plan.Graph.Namespace, references: true);
        string table = SummaryTable.Of(graph);
        code.Line("/// <summary>");
        code.Line($"/// The network {Xml.Escape(graph.Name)} of models.json: {graph.Input.Shape} to {Outputs(graph)}.");
        code.Line("/// <code>");
        code.Comment(Xml.Escape(table), "///");
        code.Line("/// </code>");
        code.Line("/// </summary>");
        code.Line("/// <remarks>");
        code.Line("/// An instance is for one thread at a time. <see cref=\"Share\"/> gives another one over the same weights.");
        if (plan.Trains) code.Line($"/// A dataset's targets for it: {string.Join(", then ", graph.Heads.Select((head, i) => Target(graph, head, i)))}.");
        code.Line("/// </remarks>");
        using (code.Open($"public sealed partial class {graph.Name} : global::CnnGen.Network"))
        {
            WriteConstruction(code, graph);
            WritePrediction(code, graph);
            OutputEmitter.Write(code, graph);
            WriteLayers(code, graph);
            WriteWeights(code, plan);
            DescriptionEmitter.Write(code, plan, table);
        }

        return code.ToString();
    }

    private static string Outputs(NetworkGraph graph) =>
        string.Join(" and ", graph.Heads.Select(head => $"{Xml.Escape(head.Name)} ({graph.Layers[head.Layer].OutputShape})"));

    private static string Target(NetworkGraph graph, HeadNode head, int index) =>
        Losses.Find(graph.Compile!.Heads[index].Loss.Type).Targets switch
        {
            TargetKind.ClassIndex when graph.Layers[head.Layer].OutputShape.IsVector => $"the class of {Xml.Escape(head.Name)} as its index (one float)",
            TargetKind.ClassIndex => $"the class of each pixel of {Xml.Escape(head.Name)} as its index ({Literal.Of(PlanBuilder.TargetLengthOf(graph, index))} floats)",
            TargetKind.Values => $"{Xml.Escape(head.Name)} ({graph.Layers[head.Layer].OutputShape} floats)",
            _ => $"probabilities for {Xml.Escape(head.Name)} ({graph.Layers[head.Layer].OutputShape} floats)",
        };

    private static void WriteConstruction(CodeWriter code, NetworkGraph graph)
    {
        string name = graph.Name;
        code.Line("/// <summary>A network with random weights.</summary>");
        code.Line("/// <param name=\"device\">Where it runs; null is the CPU, unless the environment variable CNNGEN_DEVICE names another device.</param>");
        using (code.Open($"public {name}(global::CnnGen.Device? device = null) : base(s_description, device)")) code.Line("Weights = new WeightSet(this);");
        code.Line();
        using (code.Open($"private {name}({name} other) : base(other)")) code.Line("Weights = new WeightSet(this);");
        code.Line();
        code.Line("/// <summary>Layers, output shapes, parameters, multiply-adds and receptive fields, as a table.</summary>");
        code.Line("public static string Summary => s_description.Summary;");
        code.Line();
        code.Line("/// <summary>The trained tensors by name.</summary>");
        code.Line("public WeightSet Weights { get; }");
        code.Line();
        code.Line("/// <summary>A network with the weights of a file that <c>Save</c> wrote.</summary>");
        code.Line("/// <exception cref=\"global::System.IO.InvalidDataException\">The file is damaged or was made for another network.</exception>");
        using (code.Open($"public static {name} Load(string path, global::CnnGen.Device? device = null)"))
        {
            code.Line($"var network = new {name}(device);");
            using (code.Open("try")) code.Line("network.LoadWeights(path);");
            using (code.Open("catch"))
            {
                code.Line("network.Dispose();");
                code.Line("throw;");
            }

            code.Line();
            code.Line("return network;");
        }

        code.Line();
        code.Line("/// <summary>Another instance over the same weights, for another thread. While weights are shared they can't be trained.</summary>");
        code.Line($"public {name} Share() => new(this);");
        code.Line();
    }

    private static void WritePrediction(CodeWriter code, NetworkGraph graph)
    {
        var shape = graph.Input.Shape;
        code.Line($"/// <summary>Predicts one image of {shape} floats, taken as they are. Allocates nothing; the output is valid until the next call.</summary>");
        code.Line($"/// <exception cref=\"global::System.ArgumentException\">The length is not {Literal.Of(shape.Length)}.</exception>");
        code.Line($"public Output Predict({Span}<float> image) => new(PredictOne(image));");
        code.Line();
        code.Line($"/// <summary>Predicts one image of {shape} bytes, to which the scale and offset of models.json are applied.</summary>");
        code.Line($"/// <exception cref=\"global::System.ArgumentException\">The length is not {Literal.Of(shape.Length)}.</exception>");
        code.Line($"public Output Predict({Span}<byte> pixels) => new(PredictOne(pixels));");
        code.Line();
        code.Line($"/// <summary>Predicts images that lie one after another, {Literal.Of(shape.Length)} floats each. The outputs are valid until the next call.</summary>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">The length is not a multiple of an image's.</exception>");
        code.Line($"public BatchOutput PredictBatch({Span}<float> images) => new(PredictMany(images));");
        code.Line();
        code.Line("/// <inheritdoc cref=\"PredictBatch(global::System.ReadOnlySpan{float})\"/>");
        code.Line($"public BatchOutput PredictBatch({Span}<byte> pixels) => new(PredictMany(pixels));");
        code.Line();
    }

    private static void WriteLayers(CodeWriter code, NetworkGraph graph)
    {
        code.Line("/// <summary>What a layer made of the image that was predicted last: height x width x channels, or a vector.</summary>");
        code.Line("/// <exception cref=\"global::System.InvalidOperationException\">No single image was predicted yet.</exception>");
        code.Line("public float[] GetActivation(Layer layer) => GetActivation(s_description.Layers[(int)layer].Name);");
        code.Line();
        code.Line("/// <summary>The layers in order.</summary>");
        using (code.Open("public enum Layer"))
        {
            foreach (var layer in graph.Layers)
            {
                code.Line($"/// <summary>{Xml.Escape(layer.Name)}: {layer.OutputShape}.</summary>");
                code.Line(layer.Identifier + ",");
            }
        }

        code.Line();
    }

    private static void WriteWeights(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <summary>The trained tensors, a member for each layer that has some.</summary>");
        using (code.Open("public sealed class WeightSet"))
        {
            var layers = plan.Parameters.Select((parameter, index) => (parameter, index)).GroupBy(item => item.parameter.Layer.Identifier).ToList();
            using (code.Open($"internal WeightSet({plan.Graph.Name} network)"))
            {
                foreach (var layer in layers) code.Line($"{layer.Key} = new {layer.Key}Weights(network);");
            }

            foreach (var layer in layers)
            {
                code.Line();
                code.Line($"/// <summary>The weights of {Xml.Escape(layer.First().parameter.Layer.Name)}.</summary>");
                code.Line($"public {layer.Key}Weights {layer.Key} {{ get; }}");
            }
        }

        foreach (var layer in plan.Parameters.Select((parameter, index) => (parameter, index)).GroupBy(item => item.parameter.Layer.Identifier))
        {
            code.Line();
            code.Line($"/// <summary>The weights of {Xml.Escape(layer.First().parameter.Layer.Name)}.</summary>");
            using (code.Open($"public sealed class {layer.Key}Weights"))
            {
                code.Line($"private readonly {plan.Graph.Name} _network;");
                code.Line();
                code.Line($"internal {layer.Key}Weights({plan.Graph.Name} network) => _network = network;");
                foreach (var (parameter, index) in layer)
                {
                    code.Line();
                    code.Line($"/// <summary>{string.Join(" x ", parameter.Parameter.Dimensions)}.</summary>");
                    code.Line($"public global::CnnGen.WeightTensor {parameter.Parameter.Identifier} => new(_network, {Literal.Of(index)});");
                }
            }
        }

        code.Line();
    }
}
