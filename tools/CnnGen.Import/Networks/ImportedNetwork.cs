using System.Text.Json.Nodes;

namespace CnnGen.Import;

/// <summary>A network from another library: what every importer makes, and what is written as a models.json file and a weight file.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="InputShape">Height, width, channels.</param>
public sealed record ImportedNetwork(string Name, IReadOnlyList<int> InputShape)
{
    /// <summary>The name by which layers refer to the image.</summary>
    public const string Input = "input";

    /// <summary>What "input" says beside the shape: "channels", "scale", "offset".</summary>
    public JsonObject InputSettings { get; init; } = [];

    /// <summary>The layers; each stands behind those that it takes.</summary>
    public required IReadOnlyList<ImportedLayer> Layers { get; init; }

    /// <summary>What the network gives, in order. A single one is the last layer.</summary>
    public required IReadOnlyList<ImportedOutput> Outputs { get; init; }

    /// <summary>Where the weights come from: texts by key, for the header of the weight file ("license", "source").</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Lines that stand as a comment over the network in models.json.</summary>
    public IReadOnlyList<string> Comment { get; init; } = [];
}

/// <summary>An output of a network.</summary>
/// <param name="Name">The name of the head, where there are several.</param>
/// <param name="Layer">The layer that makes it.</param>
/// <param name="Settings">"kind" and "labels", where they are to be said.</param>
public sealed record ImportedOutput(string Name, string Layer, JsonObject Settings)
{
    /// <summary>An output whose kind follows from its activation.</summary>
    public ImportedOutput(string name, string layer)
        : this(name, layer, [])
    {
    }
}
