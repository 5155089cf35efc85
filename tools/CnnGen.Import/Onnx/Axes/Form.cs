namespace CnnGen.Import.Onnx;

/// <summary>The shape that a layer of CnnGen has: an image of height, width and channels, or a vector, whose height and width are 1.</summary>
internal readonly record struct Form(int Height, int Width, int Channels, bool IsVector = false)
{
    public static Form Vector(int length) => new(1, 1, length, IsVector: true);

    public int Length => Height * Width * Channels;

    /// <summary>The dimensions, without the batch.</summary>
    public int[] Sides => IsVector ? [Channels] : [Height, Width, Channels];
}
