using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Conv and ConvTranspose. Kernels become [height, width, in, out].</summary>
internal static class ConvolutionOperators
{
    /// <summary>Groups of a transposed convolution become layers of their own.</summary>
    private const int MostTransposedGroups = 32;

    public static void Conv(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var weights = KernelOf(node, input);
        var (filters, perGroup) = (weights.Dimensions[0], weights.Dimensions[1]);
        var window = SpatialWindow.Of(input, weights.Kernel);
        var groups = (int)Math.Clamp(node.Whole("group", 1), 1, int.MaxValue);
        if (perGroup * (long)groups != input.Depth || filters % groups != 0)
            throw node.Refuse("invalid model", $"a kernel of {filters} x {perGroup} in {groups} groups for {input.Depth} channels", "they do not fit together");
        var isDepthwise = groups > 1 && perGroup == 1;
        var settings = new JsonObject { [isDepthwise ? "depth_multiplier" : "filters"] = isDepthwise ? filters / groups : filters, ["kernel_size"] = window.Kernel };
        AddWindow(settings, window);
        if (groups > 1 && !isDepthwise)
            settings["groups"] = groups;
        var kernel = isDepthwise
            ? new ImportedParameter("kernel", [weights.Height, weights.Width, groups, filters / groups], weights.Turned(filters, 1))
            : new ImportedParameter("kernel", [weights.Height, weights.Width, perGroup, filters], weights.Turned(filters, perGroup));
        var bias = BiasOf(node, 2, filters, settings);
        var layer = node.Add(isDepthwise ? "DepthwiseConv2D" : "Conv2D", [input.Layer], settings, [kernel, .. bias]);
        node.Output(input.Result(layer, window.Vertical.Output, window.Horizontal.Output, filters));
    }

    public static void ConvTranspose(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var weights = KernelOf(node, input);
        var (channels, perGroup) = (weights.Dimensions[0], weights.Dimensions[1]);
        var groups = (int)Math.Clamp(node.Whole("group", 1), 1, int.MaxValue);
        if (channels != input.Depth || channels % groups != 0)
            throw node.Refuse("invalid model", $"a kernel for {channels} channels in {groups} groups, and {input.Depth} channels", "they do not fit together");
        if (groups > MostTransposedGroups)
            throw node.Refuse("a transposed convolution in many groups", $"{groups} groups", $"at most {MostTransposedGroups} can be imported");
        var (vertical, horizontal) = TransposedAxis.Of(input, SpatialWindow.Of(input, weights.Kernel));
        var settings = new JsonObject { ["filters"] = perGroup, ["kernel_size"] = Json.Size(weights.Height, weights.Width), ["strides"] = Json.Size(vertical.Stride, horizontal.Stride) };
        if (vertical.Extra > 0 || horizontal.Extra > 0)
            settings["output_padding"] = Json.Size(vertical.Extra, horizontal.Extra);
        if (vertical.Dilation > 1 || horizontal.Dilation > 1)
            settings["dilation_rate"] = Json.Size(vertical.Dilation, horizontal.Dilation);
        var bias = BiasOf(node, 2, groups * perGroup, settings);
        var parts = new List<string>();
        for (var group = 0; group < groups; group++)
        {
            var ofGroup = channels / groups;
            var source = groups == 1 ? input.Layer : node.Add("ChannelSlice", [input.Layer], new JsonObject { ["begin"] = group * ofGroup, ["size"] = ofGroup });
            var kernel = new ImportedParameter("kernel", [weights.Height, weights.Width, perGroup, ofGroup], weights.Turned(ofGroup, perGroup, group * ofGroup));
            var ofBias = bias.Select(all => all with { Shape = [perGroup], Values = all.Values.Slice(group * perGroup, perGroup) });
            parts.Add(node.Add("Conv2DTranspose", [source], (JsonObject)settings.DeepClone(), [kernel, .. ofBias]));
        }

        var layer = groups == 1 ? parts[0] : node.Add("Concatenate", parts);
        if (vertical.CutsOff || horizontal.CutsOff)
            layer = node.Add("Cropping2D", [layer], new JsonObject { ["cropping"] = Json.Sides(vertical.CutBefore, vertical.CutAfter, horizontal.CutBefore, horizontal.CutAfter) });
        node.Output(input.Result(layer, vertical.Output, horizontal.Output, groups * perGroup));
    }

    private static void AddWindow(JsonObject settings, SpatialWindow window)
    {
        if (window.Vertical.Stride > 1 || window.Horizontal.Stride > 1)
            settings["strides"] = window.Strides;
        if (window.HasPadding)
            settings["padding"] = window.Padding;
        if (window.IsDilated)
            settings["dilation_rate"] = window.Dilation;
    }

    private static ConvolutionWeights KernelOf(ImportNode node, SpatialInput input)
    {
        var weights = node.Constant(1);
        if (weights.Rank != (input.IsLine ? 3 : 4) || weights.Dimensions.Contains(0) || weights.Dimensions.Skip(2).Any(side => side > 65_535))
            throw node.Refuse("invalid model", $"a kernel of {string.Join(" x ", weights.Dimensions)}", "one axis for each axis of the image is expected");
        return new ConvolutionWeights(weights.Dimensions, weights.ToFloats());
    }

    private static ImportedParameter[] BiasOf(ImportNode node, int input, int filters, JsonObject settings)
    {
        if (node.ConstantOrNull(input) is not { } bias)
        {
            settings["use_bias"] = false;
            return [];
        }

        return bias.Length == filters
            ? [new ImportedParameter("bias", [filters], bias.ToFloats())]
            : throw node.Refuse("invalid model", $"a bias of {bias.Length} numbers", $"{filters} are expected");
    }
}

/// <summary>The kernel of a convolution as ONNX has it: [out, in, height, width], or [out, in, length].</summary>
internal sealed record ConvolutionWeights(IReadOnlyList<int> Dimensions, float[] Values)
{
    public int Height => Dimensions.Count == 3 ? 1 : Dimensions[2];

    public int Width => Dimensions[^1];

    public (int Height, int Width) Kernel => (Height, Width);

    /// <summary>[height, width, second, first] of a part of the first axis.</summary>
    public float[] Turned(int first, int second, int begin = 0)
    {
        var area = Height * Width;
        var turned = new float[checked(area * first * second)];
        for (var pixel = 0; pixel < area; pixel++)
        {
            for (var b = 0; b < second; b++)
            {
                for (var a = 0; a < first; a++)
                    turned[(((pixel * second) + b) * first) + a] = Values[((((begin + a) * second) + b) * area) + pixel];
            }
        }

        return turned;
    }
}

/// <summary>One axis of a transposed convolution: what CnnGen's layer makes without padding, and what is cut off then.</summary>
/// <param name="Extra">Elements that the layer has to make beyond the fewest.</param>
internal readonly record struct TransposedAxis(int Stride, int Dilation, int Extra, int CutBefore, int CutAfter, int Output)
{
    public bool CutsOff => CutBefore > 0 || CutAfter > 0;

    public static (TransposedAxis Vertical, TransposedAxis Horizontal) Of(SpatialInput input, SpatialWindow window)
    {
        var node = input.Node;
        var (extraY, extraX) = input.Pair("output_padding", 0);
        var shape = node.Wholes("output_shape");
        if (shape is { Length: > 2 })
            shape = shape[^2..];
        var auto = node.Text("auto_pad", "NOTSET");
        int? Wanted(bool vertical, WindowAxis axis) =>
            shape is { Length: > 0 } ? (vertical && input.IsLine ? 1 : (int)shape[vertical ? 0 : ^1]) : auto.StartsWith("SAME", StringComparison.Ordinal) ? checked(axis.Input * axis.Stride) : null;
        // The odd element of what is cut off stands at the end for SAME_UPPER alone.
        var oddFirst = auto != "SAME_UPPER";
        return (Of(node, window.Vertical, extraY, Wanted(true, window.Vertical), oddFirst), Of(node, window.Horizontal, extraX, Wanted(false, window.Horizontal), oddFirst));
    }

    private static TransposedAxis Of(ImportNode node, WindowAxis axis, int extra, int? wanted, bool oddFirst)
    {
        var fewest = checked(((axis.Input - 1) * axis.Stride) + axis.Span);
        var (before, output) = (axis.Before, fewest + extra - axis.Before - axis.After);
        if (wanted is { } length)
        {
            var cut = Math.Max(0, fewest + extra - length);
            (before, output) = (oddFirst ? cut - (cut / 2) : cut / 2, length);
        }

        // The layer makes max(kernel, stride) for the last element unless output_padding says more.
        var made = Math.Max(fewest, before + output);
        if (made - fewest >= axis.Stride && made > fewest)
            throw node.Refuse("a transposed convolution with output beyond its windows", $"{made - fewest} elements behind the last window", $"fewer than the stride of {axis.Stride} are expected");
        var padding = made - fewest;
        if (padding == 0)
            made = ((axis.Input - 1) * axis.Stride) + Math.Max(axis.Span, axis.Stride);
        return output < 1
            ? throw node.Refuse("empty tensors", "an output without elements", "the padding is larger than the output")
            : new TransposedAxis(axis.Stride, axis.Dilation, padding, before, made - before - output, output);
    }
}
