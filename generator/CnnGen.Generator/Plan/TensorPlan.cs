using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>Rows and columns of zeros around each image of a tensor, so that a convolution with padding needs no bounds checks and no copy.</summary>
internal readonly record struct Margins(int Top, int Left, int Bottom, int Right)
{
    public bool IsEmpty => Top == 0 && Left == 0 && Bottom == 0 && Right == 0;

    public static Margins Max(Margins a, Margins b) => new(
        System.Math.Max(a.Top, b.Top), System.Math.Max(a.Left, b.Left), System.Math.Max(a.Bottom, b.Bottom), System.Math.Max(a.Right, b.Right));
}

/// <summary>Where the images of one tensor lie while a block is processed. All distances are in floats.</summary>
/// <param name="Base">The C# expression of the pointer to the first image, its border included.</param>
/// <param name="ImageStride">From one image to the next.</param>
internal sealed record TensorPlan(string Base, Shape Shape, Margins Margins, int ImageStride)
{
    public int RowStride => (Margins.Left + Shape.Width + Margins.Right) * PixelStride;

    public int PixelStride => Slice ?? Shape.Channels;

    /// <summary>Floats from a pixel to the next one where the tensor is some of another one's channels; else null.</summary>
    public int? Slice { get; init; }

    /// <summary>Whether rows follow each other without a border, so that pixels have the same distance everywhere.</summary>
    public bool HasJoinedRows => Margins.Left == 0 && Margins.Right == 0;

    /// <summary>Floats of one row without its border.</summary>
    public int RowLength => Shape.Width * Shape.Channels;

    /// <summary>Whether the elements of an image lie one after another.</summary>
    public bool IsContiguous => HasJoinedRows && Slice is null;

    /// <summary>The border of the first image, in floats.</summary>
    public int InteriorOffset => (Margins.Top * RowStride) + (Margins.Left * PixelStride);

    /// <summary>The pointer to an element's pixel in the first image; rows and columns may lie in the border.</summary>
    public string Pointer(int row = 0, int column = 0) =>
        Emit.Simd.Pointer.At(Base, InteriorOffset + (row * RowStride) + (column * PixelStride));

    /// <summary>The same elements, which have no border, in another shape.</summary>
    public TensorPlan Reshaped(Shape shape) => this with { Shape = shape };

    /// <summary>Floats of one image with its border.</summary>
    public static long LengthOf(Shape shape, Margins margins) =>
        ((long)margins.Top + shape.Height + margins.Bottom) * ((long)margins.Left + shape.Width + margins.Right) * shape.Channels;
}
