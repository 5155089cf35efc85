using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>What a layer of Keras is in CnnGen.</summary>
/// <param name="Type">A kind of layer; null where it passes its input on.</param>
/// <param name="Settings">The kind's keys that differ from their defaults.</param>
/// <param name="Parameters">Its tensors, in Keras's order.</param>
internal sealed record KerasTranslation(string? Type, JsonObject Settings, params IReadOnlyList<KerasParameter> Parameters)
{
    /// <summary>Whether the layer gives a vector.</summary>
    public bool GivesVector { get; init; }

    /// <summary>Whether its kernel is that of a dense layer, though it becomes a convolution of one pixel.</summary>
    public bool IsDenseOverPixels { get; init; }
}

/// <summary>A tensor of a layer.</summary>
/// <param name="Name">Its name in CnnGen.</param>
/// <param name="Names">Its names in versions of Keras.</param>
internal sealed record KerasParameter(string Name, params IReadOnlyList<string> Names);
