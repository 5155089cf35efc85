namespace CnnGen.Import.Bare;

/// <summary>A parameter that a network has and a file of bare weights is to give.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Kind">Its kind: "Conv2D".</param>
/// <param name="Name">"kernel".</param>
/// <param name="Shape">In CnnGen's layout.</param>
public sealed record WantedTensor(string Layer, string Kind, string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Height, width and channels of the image that a dense layer takes flattened; null where it takes another vector.</summary>
    public (int Height, int Width, int Channels)? Flattened { get; init; }

    public string FullName => $"{Layer}.{Name}";

    public int Length => Shape.Aggregate(1, (product, side) => product * side);
}
