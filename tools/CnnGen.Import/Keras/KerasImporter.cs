using System.Text;
using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>Makes a network of a Keras model's configuration and its weights.</summary>
internal static class KerasImporter
{
    /// <param name="weights">Null: the layers alone.</param>
    /// <param name="name">The name of the class.</param>
    /// <exception cref="ImportException">The model can't be imported.</exception>
    public static ImportedNetwork Import(KerasConfig config, KerasWeights? weights, string name, KerasImportOptions options)
    {
        var naming = new LayerNaming();
        var containers = new Dictionary<string, int>(StringComparer.Ordinal);
        var results = new Dictionary<string, (string Name, bool IsVector)>(StringComparer.Ordinal) { [config.Input] = (ImportedNetwork.Input, false) };
        var layers = new List<ImportedLayer>();
        foreach (var layer in Ordered(config))
        {
            var container = Container(layer.ClassName, containers);
            if (layer.Name == config.Input)
                continue;
            var inputs = layer.Inputs.Select(input => results.TryGetValue(input, out var result) ? result : throw Lost(layer, input)).ToList();
            if (inputs.Count == 0)
                throw Lost(layer, "nothing");
            var translation = KerasTranslator.Translate(layer, inputs[0].IsVector);
            if (translation.Type is null)
            {
                results[layer.Name] = inputs[0];
                continue;
            }

            var own = naming.Take(layer.Name, translation.Type.ToLowerInvariant());
            var parameters = weights is null ? [] : translation.Parameters.Select((parameter, index) => Read(layer, container, translation, parameter, index, weights)).ToList();
            layers.Add(new ImportedLayer(translation.Type, own, [.. inputs.Select(input => input.Name)]) { Settings = translation.Settings, Parameters = parameters });
            results[layer.Name] = (own, translation.GivesVector || (inputs[0].IsVector && translation.Type != "Reshape"));
        }

        var heads = new LayerNaming();
        var outputs = config.Outputs.Select(output =>
            new ImportedOutput(heads.TakeHead(output, "output"), results.TryGetValue(output, out var result) ? result.Name : throw new ImportException("damaged", $"The output \"{output}\" is no layer of the model.")));
        return new ImportedNetwork(name, options.InputShape ?? config.InputShape)
        {
            InputSettings = options.InputSettings,
            Layers = layers,
            Outputs = [.. outputs],
            Comment = [$"Imported from the Keras model \"{config.Name}\"."],
            Metadata = options.Metadata,
        };
    }

    /// <summary>Configurations list layers in an order in which each stands behind its inputs, or nearly so.</summary>
    private static List<KerasLayer> Ordered(KerasConfig config)
    {
        var ordered = new List<KerasLayer>();
        var known = new HashSet<string>(StringComparer.Ordinal) { ImportedNetwork.Input };
        var waiting = config.Layers.ToList();
        while (waiting.Count > 0)
        {
            var rest = new List<KerasLayer>();
            foreach (var layer in waiting)
            {
                if (layer.Inputs.All(known.Contains))
                {
                    ordered.Add(layer);
                    known.Add(layer.Name);
                }
                else
                {
                    rest.Add(layer);
                }
            }

            if (rest.Count == waiting.Count)
                throw Lost(rest[0], rest[0].Inputs.First(input => !known.Contains(input)));
            waiting = rest;
        }

        return ordered;
    }

    private static ImportedParameter Read(KerasLayer layer, string container, KerasTranslation translation, KerasParameter parameter, int index, KerasWeights weights)
    {
        var (shape, values) = weights.Find(layer, container, parameter, index)
            ?? throw new ImportException("missing weights", $"There are no weights \"{parameter.Names[0]}\" of the {layer.ClassName} layer \"{layer.Name}\" in the file.");
        if (translation.IsDenseOverPixels && parameter.Name == "kernel")
            shape = [1, 1, .. shape];
        return new ImportedParameter(parameter.Name, shape, values);
    }

    /// <summary>"BatchNormalization" as "batch_normalization", the second of them as "batch_normalization_1".</summary>
    private static string Container(string className, Dictionary<string, int> taken)
    {
        var snake = new StringBuilder();
        for (var i = 0; i < className.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(className[i]) && (char.IsLower(className[i - 1]) || (i + 1 < className.Length && char.IsLower(className[i + 1]) && !char.IsDigit(className[i - 1])));
            if (startsWord)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(className[i]));
        }

        var name = snake.ToString();
        if (!taken.TryGetValue(name, out var number))
        {
            taken.Add(name, 0);
            return name;
        }

        taken[name] = number + 1;
        return FormattableString.Invariant($"{name}_{number + 1}");
    }

    private static ImportException Lost(KerasLayer layer, string input) =>
        new("damaged", $"The layer \"{layer.Name}\" takes {(input == "nothing" ? "no input" : $"\"{input}\", which is no layer of the model, or is computed from it")}.");
}
