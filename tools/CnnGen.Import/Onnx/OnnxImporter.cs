using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Makes a declared network of an ONNX model: layers of CnnGen, channels last, with the weights as these have them.</summary>
public static class OnnxImporter
{
    /// <summary>The versions of ONNX's operators that are understood.</summary>
    public const int OldestOpset = 7, NewestOpset = 27;

    /// <summary>The operators that can be imported, in alphabetical order.</summary>
    public static IReadOnlyList<string> Operators { get; } = [.. OperatorTable.Names.Order(StringComparer.Ordinal)];

    /// <summary>Imports a model.</summary>
    /// <exception cref="ImportException">The model can't be imported; the message names node, operator and opset, and what to do.</exception>
    /// <exception cref="InvalidDataException">Data of the model is damaged.</exception>
    public static OnnxImport Import(OnnxModel model, OnnxImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            Check(model);
            var input = ModelInput.Find(model, options);
            var graph = new ImportGraph(model.Graph, input.Batch, options.MostComputedElements);
            foreach (var tensor in model.Graph.Initializers.Concat(Bound(model, options)))
            {
                if (ConstantTensor.Of(tensor) is { } constant)
                    graph.Set(tensor.Name, constant);
            }

            var image = input.ValueFor(model.Graph, graph);
            foreach (var node in NeededNodes.Of(model.Graph))
                OperatorTable.Import(new ImportNode(node, model.OpsetVersion, graph));
            return Finish(model, options, graph, image);
        }
        catch (OverflowException exception)
        {
            throw new ImportException("beyond a limit", $"The model has a tensor or a number beyond what can be counted: {exception.Message}");
        }
    }

    private static void Check(OnnxModel model)
    {
        if (model.OpsetVersion is < OldestOpset or > NewestOpset)
            throw new ImportException("another opset", $"The model uses opset {model.OpsetVersion}; {OldestOpset} to {NewestOpset} can be imported. Convert it with onnx.version_converter, or export it anew.");
        if (model.Graph.SparseInitializers > 0)
            throw new ImportException("sparse weights", "The model has sparse weights, which can't be imported; write them as dense tensors.");
        if (model.Graph.Nodes.Count > ImportLimits.Nodes)
            throw new ImportException("beyond a limit", $"The model has {model.Graph.Nodes.Count} nodes; at most {ImportLimits.Nodes} can be imported.");
    }

    private static IEnumerable<OnnxTensor> Bound(OnnxModel model, OnnxImportOptions options)
    {
        foreach (var (name, tensor) in options.Bind)
        {
            if (model.Graph.Inputs.All(input => input.Name != name))
                throw new ImportException("invalid options", $"The model has no input \"{name}\" to bind; it has {string.Join(", ", model.Graph.Inputs.Select(input => $"\"{input.Name}\""))}.");
            yield return tensor.Name == name ? tensor : tensor.Renamed(name);
        }
    }

    private static OnnxImport Finish(OnnxModel model, OnnxImportOptions options, ImportGraph graph, (IReadOnlyList<int> Shape, Value Value) image)
    {
        var ends = model.Graph.Outputs.Select(output => ModelOutput.Of(output.Name, graph)).ToList();
        var naming = new LayerNaming();
        var layers = ActivationFusion.Run(UsedLayers.Of(graph.Layers.All, ends.Select(end => end.Value.Layer)), ends);
        var outputs = ends.Select(end => new ImportedOutput(naming.TakeHead(end.Name, "output"), end.Value.Layer, ModelOutput.Settings(end.Value, layers)));
        var network = new ImportedNetwork(options.Name, image.Shape)
        {
            Layers = layers,
            Outputs = [.. outputs],
            Metadata = Metadata(model, options),
            Comment = [$"Imported from an ONNX model{(model.ProducerName.Length > 0 ? $" of {model.ProducerName} {model.ProducerVersion}".TrimEnd() : "")}, opset {model.OpsetVersion}."],
        };
        return new OnnxImport(network, Port(ModelInput.NameOf(model, options), image.Value), [.. ends.Select(end => Port(end.Name, end.Value))]);
    }

    private static OnnxPort Port(string name, Value value) => new(name, value.Dimensions, value.Places());

    /// <summary>What a model says of its origin and licence, under the options.</summary>
    private static Dictionary<string, string> Metadata(OnnxModel model, OnnxImportOptions options)
    {
        var metadata = new Dictionary<string, string>();
        foreach (var (key, value) in model.Metadata)
        {
            if (key.Contains("licen", StringComparison.OrdinalIgnoreCase) || key.Contains("author", StringComparison.OrdinalIgnoreCase) || key.Contains("source", StringComparison.OrdinalIgnoreCase))
                metadata[key] = value;
        }

        if (model.ProducerName.Length > 0)
            metadata["producer"] = $"{model.ProducerName} {model.ProducerVersion}".TrimEnd();
        foreach (var (key, value) in options.Metadata)
            metadata[key] = value;
        return metadata;
    }
}
