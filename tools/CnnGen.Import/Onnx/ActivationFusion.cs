using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Activations behind a layer that has a key for them become its own.</summary>
internal static class ActivationFusion
{
    private static readonly string[] s_kinds = ["Conv2D", "DepthwiseConv2D", "Conv2DTranspose", "Dense"];

    /// <param name="outputs">Those whose layer becomes part of another one are changed.</param>
    public static IReadOnlyList<ImportedLayer> Run(IReadOnlyList<ImportedLayer> layers, List<ModelOutput> outputs)
    {
        var readers = layers.SelectMany(layer => layer.Inputs).Concat(outputs.Select(output => output.Value.Layer)).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        var result = new List<ImportedLayer>();
        var places = new Dictionary<string, int>();
        var renamed = new Dictionary<string, string>();
        foreach (var layer in layers)
        {
            var current = layer with { Inputs = [.. layer.Inputs.Select(input => renamed.GetValueOrDefault(input, input))] };
            if (current.Type == "Activation" && places.TryGetValue(current.Inputs[0], out var place) && readers[layer.Inputs[0]] == 1
                && s_kinds.Contains(result[place].Type) && !result[place].Settings.ContainsKey("activation"))
            {
                var settings = (JsonObject)result[place].Settings.DeepClone();
                settings["activation"] = current.Settings["activation"]!.DeepClone();
                result[place] = result[place] with { Settings = settings };
                renamed[layer.Name] = result[place].Name;
                continue;
            }

            places[current.Name] = result.Count;
            result.Add(current);
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            if (renamed.TryGetValue(outputs[i].Value.Layer, out var name))
                outputs[i] = outputs[i] with { Value = outputs[i].Value with { Layer = name } };
        }

        return result;
    }
}
