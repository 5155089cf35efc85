namespace CnnGen.Onnx.Export;

/// <summary>A window that slides over an image, in ONNX's terms. Keras's "same" becomes explicit padding, with the odd element after.</summary>
internal sealed record ExportWindow((int Height, int Width) Size, (int Height, int Width) Strides, (int Height, int Width) Dilation)
{
    public static (int Height, int Width) One => (1, 1);

    /// <summary>Elements before the image and behind it.</summary>
    public (int Top, int Left, int Bottom, int Right) Padding { get; init; }

    public OnnxAttribute[] Attributes =>
    [
        OnnxAttribute.Of("kernel_shape", [Size.Height, Size.Width]),
        OnnxAttribute.Of("strides", [Strides.Height, Strides.Width]),
        OnnxAttribute.Of("pads", [Padding.Top, Padding.Left, Padding.Bottom, Padding.Right]),
        // Not every operator has them.
        .. Dilation == One ? (OnnxAttribute[])[] : [OnnxAttribute.Of("dilations", [Dilation.Height, Dilation.Width])],
    ];

    /// <param name="padding">The attribute "Padding" of a layer.</param>
    public ExportWindow Over(ImageShape image, LayerSettings padding)
    {
        var vertical = padding.Padding("Vertical", image.Height, Size.Height, Strides.Height, Dilation.Height);
        var horizontal = padding.Padding("Horizontal", image.Width, Size.Width, Strides.Width, Dilation.Width);
        return this with { Padding = (vertical.Before, horizontal.Before, vertical.After, horizontal.After) };
    }
}
