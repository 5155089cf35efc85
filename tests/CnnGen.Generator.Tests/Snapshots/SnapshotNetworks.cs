namespace CnnGen.Generator.Tests.Snapshots;

/// <summary>Tiny networks, so that what is emitted for them can be read: a file for each kind of layer, and one with two outputs.</summary>
internal static class SnapshotNetworks
{
    /// <summary>The text of each by its name; the network of a kind has the kind's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.GetFiles(Path.Combine(Declared.Root, "tests", "CnnGen.Generator.Tests", "Snapshots", "Networks"), "*.json")
            .Order(StringComparer.Ordinal).ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, File.ReadAllText);

    /// <summary>All of them in one file.</summary>
    public static string Together { get; } =
        $$"""{ "namespace": "Tests", "models": { {{string.Join(",\n", All.Select(network => $"\"{network.Key}\": {network.Value}"))}} } }""";
}
