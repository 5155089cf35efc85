using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>An output of a model.</summary>
internal sealed record ModelOutput(string Name, Value Value)
{
    /// <summary>The output as the network gives it: images channels last, all else in the model's order.</summary>
    public static ModelOutput Of(string name, ImportGraph graph)
    {
        if (graph.Value(name) is not { } value)
        {
            throw new ImportException(
                "an output that does not depend on the input", $"The output \"{name}\" is {(graph.Constant(name) is null ? "made by no node" : "a constant")}; an output has to depend on the input.");
        }

        IReadOnlyList<Atom> channelsLast = value.Axes.Count is 2 or 3 ? [.. value.Axes.Skip(1).SelectMany(axis => axis), .. value.Axes[0]] : value.Logical;
        if (!value.Order.SequenceEqual(channelsLast))
            value = graph.Rearrangement.InOrder(value);
        if (value.Axes.Count <= 1)
            value = graph.Rearrangement.View(value, Form.Vector(value.Form.Length));
        else if (value.Axes.Count == 3 && !value.Form.IsVector)
            value = graph.Rearrangement.View(value, Image(value, channelsLast));
        if (value.Layer == ImportedNetwork.Input)
            value = value with { Layer = graph.Layers.Add("Activation", name, [value.Layer], new JsonObject { ["activation"] = "linear" }) };
        return new ModelOutput(name, value);
    }

    /// <summary>What the output has to say: probabilities of an image are values.</summary>
    public static JsonObject Settings(Value value, IReadOnlyList<ImportedLayer> layers)
    {
        var activation = layers.Single(layer => layer.Name == value.Layer).Settings["activation"]?.GetValue<string>();
        return activation is "softmax" or "sigmoid" && !value.Form.IsVector ? new JsonObject { ["kind"] = "values" } : [];
    }

    private static Form Image(Value value, IReadOnlyList<Atom> channelsLast)
    {
        var sides = value.Dimensions;
        return value.Order.SequenceEqual(channelsLast) ? new Form(sides[1], sides[2], sides[0]) : new Form(sides[0], sides[1], sides[2]);
    }
}
