namespace CnnGen;

/// <summary>How images with boxes are brought into the shape of a network.</summary>
public sealed record BoxedImageOptions
{
    /// <summary>The names of the classes in the order of their indices; null: the labels of the network, and where it has none, those of the annotations in ordinal order.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Whether images keep their proportions, with bars of <see cref="Fill"/>; otherwise they are resized to the network's shape without regard to them.</summary>
    public bool Letterbox { get; init; }

    /// <summary>The value of the bars.</summary>
    public byte Fill { get; init; } = 128;

    /// <summary>Places images on a canvas instead: at another scale and place in every epoch of training; while evaluating, always at the same. Null: they fill the network's input.</summary>
    public Composition? Composition { get; init; }
}
