namespace CnnGen.Onnx.Export;

/// <summary>A window that slides over an image, in ONNX's terms. Keras's "same" becomes explicit padding, with the odd element after.</summary>
internal sealed record ExportWindow(int Height, int Width, int StrideY, int StrideX, (int Before, int After) Vertical, (int Before, int After) Horizontal)
{
    public OnnxAttribute[] Attributes =>
    [
        OnnxAttribute.Of("kernel_shape", [Height, Width]),
        OnnxAttribute.Of("strides", [StrideY, StrideX]),
        OnnxAttribute.Of("pads", [Vertical.Before, Horizontal.Before, Vertical.After, Horizontal.After]),
    ];

    /// <param name="size">What the attributes call the window: "Kernel" for KernelHeight and KernelWidth.</param>
    public static ExportWindow Of(ExportLayer layer, string size)
    {
        var settings = layer.Settings;
        var (height, width) = (settings.Whole(size + "Height"), settings.Whole(size + "Width"));
        var (strideY, strideX) = (settings.Whole("StrideY"), settings.Whole("StrideX"));
        var image = layer.Input.Shape;
        var same = settings.Text("Padding") == "Same";
        return new ExportWindow(
            height, width, strideY, strideX, same ? Same(image.Height, height, strideY) : default, same ? Same(image.Width, width, strideX) : default);
    }

    private static (int Before, int After) Same(int input, int span, int stride)
    {
        var outputs = ((input - 1) / stride) + 1;
        var total = (int)Math.Max(((outputs - 1L) * stride) + span - input, 0);
        return (total / 2, total - (total / 2));
    }
}
