namespace CnnGen;

/// <summary>Reads the weights of a base into a network that is built on it.</summary>
internal static class BaseWeightFile
{
    /// <exception cref="InvalidDataException">A tensor of the base's layers is missing or does not fit, or the base was another network. The weights are as they were.</exception>
    public static WeightReport Load(string path, WeightStore store)
    {
        var network = store.Description;
        using var file = SafetensorsFile.Open(path);
        var ofBase = network.Parameters.Where(parameter => network.LayerOf(parameter) is >= 0 and var layer && layer < network.BaseLayers).ToArray();
        WeightFile.CheckBase(file, path, network, ofBase);

        var taken = ofBase.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var skipped = file.Tensors.Where(tensor => !taken.Contains(tensor.Name)).Select(tensor => new SkippedTensor(tensor.Name, WhyNot(tensor.Name, network)));
        var untouched = network.Parameters.Select(parameter => parameter.Name).Where(name => !taken.Contains(name));
        var report = new WeightReport([.. ofBase.Select(parameter => parameter.Name)], [.. skipped], [.. untouched]);

        var values = store.Current.ToArray();
        TensorGroup.Read(file, "", ofBase, values);
        values.CopyTo(store.Values);
        store.Changed();
        return report;
    }

    private static string WhyNot(string name, NetworkDescription network) =>
        name.StartsWith(WeightFile.TrainingPrefix, StringComparison.Ordinal) ? "it is the state of training, not a weight"
        : network.Parameters.Any(parameter => parameter.Name == name) ? $"{network.Name} has a layer of its own of that name, behind those of {network.BaseName}"
        : $"no layer that is taken from {network.BaseName} has it";
}
