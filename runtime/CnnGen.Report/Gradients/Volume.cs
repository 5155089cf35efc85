namespace CnnGen.Report.Gradients;

/// <summary>The size of an activation: height x width x channels. A vector is one pixel of many channels.</summary>
internal readonly record struct Volume(int Height, int Width, int Channels)
{
    public int Length => Height * Width * Channels;

    public int Pixels => Height * Width;

    /// <summary>Whether there is a place in it to point at.</summary>
    public bool HasPlaces => Pixels > 1;

    public static Volume Of(int[] shape) => shape is [var height, var width, var channels]
        ? new(height, width, channels)
        : new(1, 1, shape.Aggregate(1, (product, dimension) => product * dimension));

    /// <summary>"28 x 28 x 1", or "10" for a vector.</summary>
    public override string ToString() => HasPlaces
        ? FormattableString.Invariant($"{Height} x {Width} x {Channels}")
        : FormattableString.Invariant($"{Channels}");
}
