using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CnnGen.Import;

/// <summary>Writes a network as the text of a models.json file: a line for each layer.</summary>
public static class ModelsJson
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a file with one network.</summary>
    /// <param name="namespaceName">The namespace of the class; null for that of the project.</param>
    public static string Write(ImportedNetwork network, string? namespaceName = null) => Write([network], namespaceName);

    /// <summary>The text of a file with several networks.</summary>
    /// <inheritdoc cref="Write(ImportedNetwork, string?)" path="/param"/>
    public static string Write(IEnumerable<ImportedNetwork> networks, string? namespaceName = null)
    {
        var text = new StringBuilder("{\n");
        if (namespaceName is not null)
            text.Append($"  \"namespace\": {Format(namespaceName)},\n");
        text.Append("  \"models\": {\n");
        foreach (var network in networks)
            Write(text, network);
        return text.Append("  },\n}\n").ToString();
    }

    private static void Write(StringBuilder text, ImportedNetwork network)
    {
        var (trunk, heads) = HeadLayout.Of(network);
        foreach (var line in network.Comment)
            text.Append($"    // {OneLine(line)}\n");
        text.Append($"    {Format(network.Name)}: {{\n");
        var input = new JsonObject { ["shape"] = new JsonArray([.. network.InputShape.Select(side => JsonValue.Create(side))]) };
        foreach (var (key, value) in network.InputSettings)
            input[key] = value?.DeepClone();
        text.Append($"      \"input\": {Format(input)},\n");
        text.Append("      \"layers\": [\n");
        WriteLayers(text, trunk, ImportedNetwork.Input, "        ", heads.Count == 0 ? network.Outputs[0].Settings : []);
        text.Append("      ],\n");
        if (heads.Count > 0)
        {
            text.Append("      \"heads\": {\n");
            foreach (var (output, layers) in heads)
            {
                text.Append($"        {Format(output.Name)}: {{\n          \"layers\": [\n");
                WriteLayers(text, layers, trunk[^1].Name, "            ", []);
                text.Append("          ],\n");
                foreach (var (key, value) in output.Settings)
                    text.Append($"          {Format(key)}: {Format(value)},\n");
                text.Append("        },\n");
            }

            text.Append("      },\n");
        }

        text.Append("    },\n");
    }

    /// <param name="before">What the first layer takes unless it says otherwise.</param>
    /// <param name="ofLast">Keys of the last layer beside its own.</param>
    private static void WriteLayers(StringBuilder text, IReadOnlyList<ImportedLayer> layers, string before, string indent, JsonObject ofLast)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var json = new JsonObject { ["type"] = layer.Type, ["name"] = layer.Name };
            foreach (var (key, value) in layer.Settings)
                json[key] = value?.DeepClone();
            if (layer.Inputs.Count != 1 || layer.Inputs[0] != before)
                json["inputs"] = new JsonArray([.. layer.Inputs.Select(input => JsonValue.Create(input))]);
            foreach (var (key, value) in i == layers.Count - 1 ? ofLast : [])
                json[key] = value?.DeepClone();
            text.Append($"{indent}{Format(json)},\n");
            before = layer.Name;
        }
    }

    private static string Format(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject properties => $"{{ {string.Join(", ", properties.Select(property => $"{Format(property.Key)}: {Format(property.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(Format))}]",
        null => "null",
        _ => node.ToJsonString(s_options),
    };

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
