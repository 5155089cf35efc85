using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>One axis of a window that slides: ONNX's numbers.</summary>
internal readonly record struct WindowAxis(int Input, int Kernel, int Stride, int Dilation, int Before, int After, bool Ceil)
{
    public int Span => checked(((Kernel - 1) * Dilation) + 1);

    public int Output
    {
        get
        {
            var free = Input + Before + After - Span;
            if (free < 0)
                return 0;
            var output = (free / Stride) + 1;
            // A last window that starts behind image and padding does not count.
            return Ceil && free % Stride != 0 && output * Stride < Input + Before ? output + 1 : output;
        }
    }

    /// <summary>With the padding that auto_pad stands for.</summary>
    public WindowAxis Padded(bool upper)
    {
        var total = Math.Max(0, (((Input + Stride - 1) / Stride) - 1) * Stride + Span - Input);
        var less = total / 2;
        return this with { Before = upper ? less : total - less, After = upper ? total - less : less };
    }
}

/// <summary>A window that slides over an image.</summary>
internal readonly record struct SpatialWindow(WindowAxis Vertical, WindowAxis Horizontal)
{
    /// <param name="kernel">The window where the node does not say it.</param>
    public static SpatialWindow Of(SpatialInput input, (int Height, int Width)? kernel = null)
    {
        var node = input.Node;
        var (kernelHeight, kernelWidth) = kernel ?? input.Pair("kernel_shape", 0);
        var (strideY, strideX) = input.Pair("strides", 1);
        var (dilationY, dilationX) = input.Pair("dilations", 1);
        if (kernelHeight < 1 || kernelWidth < 1 || strideY < 1 || strideX < 1 || dilationY < 1 || dilationX < 1)
            throw node.Refuse("invalid model", "a window, stride or dilation of 0", "at least 1 is expected");
        var pads = node.Wholes("pads") ?? [];
        if (pads.Length > 0 && (pads.Length != (input.IsLine ? 2 : 4) || pads.Any(pad => pad is < 0 or > 65_535)))
            throw node.Refuse("negative padding", $"pads {string.Join(", ", pads)}", "a number from 0 to 65535 for each side is expected");
        var ceil = node.Whole("ceil_mode", 0) != 0;
        int Pad(int at) => pads.Length == 0 ? 0 : (int)pads[at];
        var window = new SpatialWindow(
            new WindowAxis(input.Height, kernelHeight, strideY, dilationY, input.IsLine ? 0 : Pad(0), input.IsLine ? 0 : Pad(2), ceil),
            new WindowAxis(input.Width, kernelWidth, strideX, dilationX, Pad(input.IsLine ? 0 : 1), Pad(input.IsLine ? 1 : 3), ceil));
        return node.Text("auto_pad", "NOTSET") switch
        {
            "SAME_UPPER" => window.Padded(upper: true),
            "SAME_LOWER" => window.Padded(upper: false),
            "VALID" => window with { Vertical = window.Vertical with { Before = 0, After = 0 }, Horizontal = window.Horizontal with { Before = 0, After = 0 } },
            _ => window,
        };
    }

    public bool HasPadding => Vertical.Before + Vertical.After + Horizontal.Before + Horizontal.After > 0;

    public bool IsDilated => Vertical is { Dilation: > 1, Kernel: > 1 } || Horizontal is { Dilation: > 1, Kernel: > 1 };

    public JsonNode Kernel => Json.Size(Vertical.Kernel, Horizontal.Kernel);

    public JsonNode Strides => Json.Size(Vertical.Stride, Horizontal.Stride);

    public JsonNode Dilation => Json.Size(Vertical.Dilation, Horizontal.Dilation);

    /// <summary>"same" where that is what the padding does for images of any size.</summary>
    public JsonNode Padding => Vertical.Stride == 1 && Horizontal.Stride == 1 && IsSame(Vertical) && IsSame(Horizontal)
        ? JsonValue.Create("same")
        : Json.Sides(Vertical.Before, Vertical.After, Horizontal.Before, Horizontal.After);

    private SpatialWindow Padded(bool upper) => new(Vertical.Padded(upper), Horizontal.Padded(upper));

    private static bool IsSame(WindowAxis axis) => axis.Before == (axis.Span - 1) / 2 && axis.After == axis.Span - 1 - axis.Before;
}
