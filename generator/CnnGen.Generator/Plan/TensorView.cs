using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>Distances between the images, rows and pixels of what a kernel walks over, in floats; 0 where the same elements are read again.</summary>
internal readonly record struct PixelLayout(int Image, int Row, int Pixel);

/// <summary>A tensor, or a part of one that a kernel can walk over: a rectangle, a slice of the channels, every n-th pixel, one pixel for all.</summary>
/// <param name="Base">The C# expression of a pointer.</param>
/// <param name="Offset">From there to the first element.</param>
internal sealed record TensorView(string Base, int Offset, Shape Shape, PixelLayout Layout)
{
    /// <summary>The pointer to the first element of the first image.</summary>
    public string Pointer => Emit.Simd.Pointer.At(Base, Offset);

    public static implicit operator TensorView(TensorPlan tensor) => new(
        tensor.Base, tensor.InteriorOffset, tensor.Shape, new PixelLayout(tensor.ImageStride, tensor.RowStride, tensor.PixelStride));

    /// <summary>A rectangle of pixels.</summary>
    public TensorView Region(int row, int column, int height, int width) => this with
    {
        Offset = Offset + (row * Layout.Row) + (column * Layout.Pixel),
        Shape = Shape with { Height = height, Width = width },
    };

    /// <summary>Some of the channels of each pixel.</summary>
    public TensorView Channels(int first, int count) => this with { Offset = Offset + first, Shape = Shape with { Channels = count } };

    /// <summary>Every so many rows and columns, from the first on.</summary>
    public TensorView Every(int rows, int columns, int height, int width) => this with
    {
        Shape = Shape with { Height = height, Width = width },
        Layout = Layout with { Row = rows * Layout.Row, Pixel = columns * Layout.Pixel },
    };

    /// <summary>The same pixels again along each axis that has one and should have more.</summary>
    public TensorView Broadcast(Shape shape) => this with
    {
        Shape = shape,
        Layout = Layout with { Row = Shape.Height < shape.Height ? 0 : Layout.Row, Pixel = Shape.Width < shape.Width ? 0 : Layout.Pixel },
    };

    /// <summary>The same elements for every image: parameters of a layer.</summary>
    public static TensorView OfParameter(string pointer, Shape shape) =>
        new(pointer, 0, shape, new PixelLayout(0, shape.Width * shape.Channels, shape.Channels));
}
