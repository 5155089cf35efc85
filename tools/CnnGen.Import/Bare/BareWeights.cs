namespace CnnGen.Import.Bare;

/// <summary>What was found for a network in a file of bare weights.</summary>
/// <param name="Tensors">The parameters with their values, in the order that was asked for.</param>
/// <param name="Unused">The tensors of the file that no parameter took.</param>
public sealed record BareWeights(IReadOnlyList<(WantedTensor Tensor, float[] Values)> Tensors, IReadOnlyList<string> Unused)
{
    private const int MostNamed = 12;

    /// <summary>Finds all parameters of a network in a file that another library's weights were written to.</summary>
    /// <param name="wanted">The network's parameters.</param>
    /// <exception cref="ImportException">Parameters are missing or have other shapes; the message lists them.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static BareWeights Read(SafetensorsFile file, IReadOnlyList<WantedTensor> wanted, WeightLayout layout, NameRules rules)
    {
        var byName = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
        {
            if (!byName.TryAdd(rules.Apply(tensor.Name).Replace('/', '.'), tensor))
                throw new ImportException("two tensors of one name", $"The rules make \"{rules.Apply(tensor.Name)}\" of \"{tensor.Name}\" and of another tensor; let them tell the two apart.");
        }

        var problems = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var tensors = new List<(WantedTensor, float[])>();
        foreach (var parameter in wanted)
        {
            var names = TensorLayout.Names(parameter, layout).Select(name => $"{parameter.Layer}.{name}".Replace('/', '.')).ToList();
            if (names.Select(byName.GetValueOrDefault).FirstOrDefault(found => found is not null) is not { } entry)
                problems.Add($"{parameter.FullName} ({string.Join(" x ", parameter.Shape)}) is not there, expected as \"{names[0]}\"");
            else if (WhyNot(entry, parameter, layout) is { } reason)
                problems.Add(reason);
            else
            {
                used.Add(entry.Name);
                var values = new float[parameter.Length];
                file.CopyTo(entry.Name, values);
                tensors.Add((parameter, TensorLayout.Convert(values, parameter, layout)));
            }
        }

        if (problems.Count > 0)
        {
            var more = problems.Count > MostNamed ? $"\n  and {problems.Count - MostNamed} more" : "";
            var found = string.Join(", ", byName.Keys.Where(name => !used.Contains(byName[name].Name)).Take(MostNamed));
            throw new ImportException("weights that do not fit", $"The weights do not fit the network:\n  {string.Join("\n  ", problems.Take(MostNamed))}{more}\nNot taken from the file: {found}. Change the names with --map, or the layout with --layout.");
        }

        return new BareWeights(tensors, [.. file.Tensors.Select(tensor => tensor.Name).Where(name => !used.Contains(name))]);
    }

    /// <summary>The weights as those of a network that is declared already.</summary>
    public ImportedNetwork ToNetwork(string name, IReadOnlyList<int> inputShape, IReadOnlyDictionary<string, string> metadata) => new(name, inputShape)
    {
        Layers =
        [
            .. Tensors.GroupBy(entry => entry.Tensor.Layer).Select(layer => new ImportedLayer(layer.First().Tensor.Kind, layer.Key, [])
            {
                Parameters = [.. layer.Select(entry => new ImportedParameter(entry.Tensor.Name, entry.Tensor.Shape, entry.Values))],
            }),
        ],
        Outputs = [],
        Metadata = metadata,
    };

    private static string? WhyNot(SafetensorsEntry entry, WantedTensor wanted, WeightLayout layout)
    {
        var expected = TensorLayout.ShapeInFile(wanted, layout);
        var fits = expected is null ? entry.Length == wanted.Length : entry.Shape.SequenceEqual(expected.Select(side => (long)side));
        return fits ? null : $"\"{entry.Name}\" is {string.Join(" x ", entry.Shape)}, expected {(expected is null ? $"{wanted.Length} numbers" : string.Join(" x ", expected))} for {wanted.FullName}";
    }
}
