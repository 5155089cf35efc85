using System.Text.Json;
using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>Reads the configuration of a Keras model, as Keras 2 and Keras 3 write it: Sequential or Functional.</summary>
internal sealed record KerasConfig(string Name, IReadOnlyList<int> InputShape, string Input, IReadOnlyList<KerasLayer> Layers, IReadOnlyList<string> Outputs)
{
    private const int MostCharacters = 1 << 26;

    /// <exception cref="ImportException">It is no such configuration, or has several inputs.</exception>
    public static KerasConfig Read(string text)
    {
        if (text.Length > MostCharacters)
            throw new ImportException("beyond a limit", $"The configuration has {text.Length} characters; at most {MostCharacters} can be imported.");
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }) as JsonObject ?? throw Damaged("an object");
            return TextOf(root, "class_name") switch
            {
                "Sequential" => ReadSequential(ObjectOf(root, "config")),
                "Functional" or "Model" => ReadFunctional(ObjectOf(root, "config")),
                var other => throw new ImportException("another model class", $"The model is a {other}; Sequential and Functional models can be imported. A model of a class of its own has its layers in code, not in the file."),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ImportException("damaged", $"The model's configuration can't be read: {exception.Message}");
        }
    }

    private static KerasConfig ReadSequential(JsonObject config)
    {
        var layers = new List<KerasLayer>();
        IReadOnlyList<int>? shape = config["build_input_shape"] is JsonArray built ? ShapeOf(built) : null;
        var before = ImportedNetwork.Input;
        foreach (var node in ListOf(config, "layers"))
        {
            var layer = node as JsonObject ?? throw Damaged("layers that are objects");
            var (className, settings) = (TextOf(layer, "class_name"), ObjectOf(layer, "config"));
            var written = settings["batch_shape"] as JsonArray ?? settings["batch_input_shape"] as JsonArray;
            if (layers.Count == 0 && written is not null)
                shape = ShapeOf(written);
            var name = TextOf(settings, "name");
            layers.Add(new KerasLayer(className, name, settings, className == "InputLayer" ? [] : [before]));
            before = name;
        }

        Check(layers);
        var input = layers.Count > 0 && layers[0].ClassName == "InputLayer" ? layers[0].Name : ImportedNetwork.Input;
        return new KerasConfig(TextOf(config, "name"), shape ?? throw NoShape(), input, layers, [before]);
    }

    private static KerasConfig ReadFunctional(JsonObject config)
    {
        var layers = new List<KerasLayer>();
        IReadOnlyList<int>? shape = null;
        foreach (var node in ListOf(config, "layers"))
        {
            var layer = node as JsonObject ?? throw Damaged("layers that are objects");
            var settings = ObjectOf(layer, "config");
            var name = layer["name"] is null ? TextOf(settings, "name") : TextOf(layer, "name");
            var calls = layer["inbound_nodes"] as JsonArray ?? [];
            if (calls.Count > 1)
                throw new ImportException("a shared layer", $"The layer \"{name}\" is used {calls.Count} times; layers whose weights are shared can't be imported.");
            layers.Add(new KerasLayer(TextOf(layer, "class_name"), name, settings, calls.Count == 0 ? [] : [.. KerasHistory.Sources(calls[0], 0)]));
            if (layers[^1].ClassName == "InputLayer")
                shape = (settings["batch_shape"] as JsonArray ?? settings["batch_input_shape"] as JsonArray) is { } written ? ShapeOf(written) : throw NoShape();
        }

        Check(layers);
        var inputs = KerasHistory.Names(ListOf(config, "input_layers"));
        if (inputs.Count != 1)
            throw new ImportException("several inputs", $"The model has {inputs.Count} inputs, {string.Join(", ", inputs.Take(8))}; a network takes one image.");
        return new KerasConfig(TextOf(config, "name"), shape ?? throw NoShape(), inputs[0], layers, KerasHistory.Names(ListOf(config, "output_layers")));
    }

    private static void Check(List<KerasLayer> layers)
    {
        if (layers.Count is 0 or > ImportLimits.Nodes)
            throw new ImportException("beyond a limit", $"The model has {layers.Count} layers; 1 to {ImportLimits.Nodes} can be imported.");
        if (layers.GroupBy(layer => layer.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ImportException("damaged", $"Two layers are named \"{twice.Key}\"; the file is damaged.");
    }

    /// <summary>Height, width and channels, from [batch, height, width, channels].</summary>
    private static int[] ShapeOf(JsonArray batchShape) =>
        batchShape.Count == 4 && KerasLayer.Numbers([.. batchShape.Skip(1).Select(side => side?.DeepClone())]) is { } shape && shape.All(side => side > 0)
            ? shape
            : throw new ImportException(
                "an input that is no image", $"The input is {batchShape.ToJsonString()}; expected [null, height, width, channels] with numbers. Say others with --input HEIGHTxWIDTHxCHANNELS.");

    private static ImportException NoShape() => new("no input shape", "The configuration does not say the shape of the input; build the model before it is saved.");

    private static string TextOf(JsonObject node, string key) => node[key] is JsonValue value && value.TryGetValue(out string? text) ? text : throw Damaged($"a text \"{key}\"");

    private static JsonObject ObjectOf(JsonObject node, string key) => node[key] as JsonObject ?? throw Damaged($"an object \"{key}\"");

    private static JsonArray ListOf(JsonObject node, string key) => node[key] as JsonArray ?? throw Damaged($"a list \"{key}\"");

    private static ImportException Damaged(string expected) => new("damaged", $"The configuration is none of a Keras model: expected {expected}.");
}
