using System.Globalization;

namespace CnnGen;

/// <summary>The weights of a network as a safetensors file.</summary>
internal static class WeightFile
{
    /// <summary>Before the names of tensors that are not weights but the state of training.</summary>
    public const string TrainingPrefix = "training/";

    private const int MostDifferences = 12;

    public static void Save(string path, WeightStore store) =>
        SafetensorsWriter.Write(path, Metadata(store.Description), Weights(store).Sources(() => store.Current));

    /// <exception cref="InvalidDataException">The file does not fit. The weights are as they were.</exception>
    public static void Load(string path, WeightStore store)
    {
        using var file = SafetensorsFile.Open(path);
        Load(file, path, store);
    }

    /// <exception cref="InvalidDataException">The content does not fit. The weights are as they were.</exception>
    public static void Load(Stream stream, string name, WeightStore store)
    {
        using var file = SafetensorsFile.Open(stream, name);
        Load(file, name, store);
    }

    /// <summary>Takes the weights where they lie, where the layout of the file is the network's; else copies them.</summary>
    /// <param name="memory">For as long as there is the process, and never written to.</param>
    /// <inheritdoc cref="Load(Stream, string, WeightStore)"/>
    public static unsafe void LoadInPlace(UnmanagedMemoryStream memory, string name, WeightStore store)
    {
        var start = memory.PositionPointer - memory.Position;
        using var file = SafetensorsFile.Open(memory, name);
        Check(file, name, store.Description, Weights(store));
        if (WeightPlace.Find(file, start, memory.Length, store.Description) is var place && place != null)
            store.Borrow(place);
        else
            Read(file, store);
    }

    /// <summary>What every file says of the network whose weights it holds.</summary>
    public static Dictionary<string, string> Metadata(NetworkDescription description) => new()
    {
        ["format"] = "cnngen",
        ["network"] = description.Name,
        ["spec_hash"] = description.SpecHash,
        ["contract"] = description.ContractVersion.ToString(CultureInfo.InvariantCulture),
    };

    public static TensorGroup Weights(WeightStore store) => new(store.Description, "");

    /// <summary>Compares a file with what is expected in it.</summary>
    /// <exception cref="InvalidDataException">It differs; the message lists how.</exception>
    public static void Check(SafetensorsFile file, string path, NetworkDescription description, params ReadOnlySpan<TensorGroup> groups)
    {
        var differences = new List<string>();
        foreach (var group in groups)
            differences.AddRange(group.Differences(file));
        foreach (var tensor in file.Tensors)
        {
            if (!tensor.Name.StartsWith(TrainingPrefix, StringComparison.Ordinal) && !IsExpected(tensor.Name, groups))
                differences.Add($"\"{tensor.Name}\" ({string.Join(" x ", tensor.Shape)}) is in the file but not in the network");
        }

        if (differences.Count == 0 && file.Metadata.TryGetValue("spec_hash", out var hash) && hash != description.SpecHash)
            differences.Add($"its tensors fit, but it was saved by a network with other layers or attributes (spec hash {hash}, expected {description.SpecHash})");
        if (differences.Count > 0)
            throw new InvalidDataException(Message(file, path, description.Name, differences));
    }

    /// <summary>Compares a file with what a network takes of it as the weights of its base.</summary>
    /// <exception cref="InvalidDataException">It differs; the message lists how.</exception>
    public static void CheckBase(SafetensorsFile file, string path, NetworkDescription description, ParameterDescription[] ofBase)
    {
        var differences = TensorGroup.Differences(file, "", ofBase).ToList();
        if (differences.Count == 0 && file.Metadata.TryGetValue("spec_hash", out var hash) && hash != description.BaseSpecHash)
            differences.Add($"its tensors fit, but it was saved by a network with other layers or attributes (spec hash {hash}, expected {description.BaseSpecHash})");
        if (differences.Count > 0)
            throw new InvalidDataException(Message(file, path, description.BaseName!, differences));
    }

    /// <summary>Puts the weights of a checked file into the network, all or none.</summary>
    public static void Read(SafetensorsFile file, WeightStore store)
    {
        var values = new float[WeightStore.RoundUp(store.Description.WeightsLength)];
        Weights(store).Read(file, values);
        values.CopyTo(store.Values);
        store.Changed();
    }

    private static void Load(SafetensorsFile file, string name, WeightStore store)
    {
        Check(file, name, store.Description, Weights(store));
        Read(file, store);
    }

    private static bool IsExpected(string name, ReadOnlySpan<TensorGroup> groups)
    {
        foreach (var group in groups)
        {
            if (group.Has(name))
                return true;
        }

        return false;
    }

    private static string Message(SafetensorsFile file, string path, string name, List<string> differences)
    {
        var owner = file.Metadata.TryGetValue("network", out var network) ? $", saved by \"{network}\"," : "";
        var shown = string.Join("\n", differences.Take(MostDifferences).Select(difference => $"  {difference}"));
        var more = differences.Count > MostDifferences ? $"\n  and {differences.Count - MostDifferences} more" : "";
        return $"{path}{owner} does not hold the weights of {name}:\n{shown}{more}\nLoad the file of this network, or change models.json to what the file was saved by.";
    }
}
