namespace CnnGen.Report.Gradients;

/// <summary>A window that slides over an image: which input pixels each output pixel sees.</summary>
/// <param name="Size">Taps from top to bottom and from left to right.</param>
/// <param name="Before">Rows above and columns left of the image that the first windows begin with.</param>
internal sealed record SlidingWindow(
    Volume Input, Volume Output, (int Height, int Width) Size, (int Height, int Width) Strides, (int Height, int Width) Dilation, (int Top, int Left) Before)
{
    /// <summary>The window of a convolution or a pooling.</summary>
    /// <param name="padding">The attribute "Padding".</param>
    public static SlidingWindow Of(Volume input, Volume output, (int Height, int Width) size, (int Height, int Width) strides, (int Height, int Width) dilation, LayerSettings padding) => new(
        input, output, size, strides, dilation,
        (padding.Padding("Vertical", input.Height, size.Height, strides.Height, dilation.Height).Before,
            padding.Padding("Horizontal", input.Width, size.Width, strides.Width, dilation.Width).Before));

    /// <summary>The first row, or column, that the window of an output begins with; it may lie in the padding.</summary>
    public (int Row, int Column) Start(int row, int column) => (row * Strides.Height - Before.Top, column * Strides.Width - Before.Left);

    /// <summary>The taps of the window of an output pixel that lie on the image, with the pixels that they lie on.</summary>
    public IEnumerable<(int Tap, int Pixel)> Taps(int row, int column)
    {
        var (top, left) = Start(row, column);
        for (var y = 0; y < Size.Height; y++)
        {
            var inY = top + y * Dilation.Height;
            if ((uint)inY >= (uint)Input.Height)
                continue;
            for (var x = 0; x < Size.Width; x++)
            {
                var inX = left + x * Dilation.Width;
                if ((uint)inX < (uint)Input.Width)
                    yield return (y * Size.Width + x, inY * Input.Width + inX);
            }
        }
    }
}
