using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Poolings over windows and over whole images.</summary>
internal static class PoolingOperators
{
    public static void MaxPool(ImportNode node)
    {
        if (node.IsUsed(1))
            throw node.Refuse("the indices of a maximum", "the output Indices in use", "only the maxima can be imported");
        var input = SpatialInput.Of(node);
        var window = SpatialWindow.Of(input);
        node.Output(window.IsDilated ? Dilated(input, window, "Maximum") : Pool(input, input.Layer, window, "MaxPooling2D", Settings(window, node)));
    }

    public static void AveragePool(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var window = SpatialWindow.Of(input);
        node.Output(window.IsDilated
            ? Dilated(input, window, "Average")
            : Pool(input, input.Layer, window, "AveragePooling2D", Settings(window, node, window.HasPadding && node.Whole("count_include_pad", 0) != 0)));
    }

    /// <summary>The p-th root of the sum of p-th powers: powers, the mean with padding as zeros, times the elements of a window, the root.</summary>
    public static void LpPool(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var window = SpatialWindow.Of(input);
        if (window.Vertical.Ceil)
            throw node.Refuse("LpPool with ceil_mode", "ceil_mode 1", "only whole windows can be imported");
        var p = node.Whole("p", 2);
        var powers = PowerOperators.AbsolutePower(node, input.Value, p);
        var mean = window.IsDilated
            ? Dilated(input with { Value = powers }, window, "Average")
            : Pool(input, powers.Layer, window, "AveragePooling2D", Settings(window, node, window.HasPadding));
        node.Output(PowerOperators.Root(node, node.Rescale(mean, window.Vertical.Kernel * window.Horizontal.Kernel), p));
    }

    public static void GlobalAveragePool(ImportNode node) => node.Output(Global(node, SpatialInput.Of(node), "GlobalAveragePooling2D"));

    public static void GlobalMaxPool(ImportNode node) => node.Output(Global(node, SpatialInput.Of(node), "GlobalMaxPooling2D"));

    public static void GlobalLpPool(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var p = node.Whole("p", 2);
        var mean = Global(node, input with { Value = PowerOperators.AbsolutePower(node, input.Value, p) }, "GlobalAveragePooling2D");
        node.Output(PowerOperators.Root(node, node.Rescale(mean, input.Height * input.Width), p));
    }

    private static Value Global(ImportNode node, SpatialInput input, string kind)
    {
        var result = input.Result(node.Add(kind, [input.Layer]), 1, 1);
        return result with { Form = Form.Vector(input.Depth) };
    }

    /// <summary>A window with gaps: the merged rows that it sees, then the merged columns.</summary>
    private static Value Dilated(SpatialInput input, SpatialWindow window, string merge)
    {
        var value = input.Value;
        value = input.IsLine ? value : Merged(input, value, 1, window.Vertical, merge);
        return Merged(input, value, input.IsLine ? 1 : 2, window.Horizontal, merge);
    }

    private static Value Merged(SpatialInput input, Value value, int axis, WindowAxis window, string merge)
    {
        if (window.Before + window.After > 0 || ((window.Output - 1) * window.Stride) + window.Span > window.Input)
            throw input.Node.Refuse("a dilated pooling with padding", "dilations above 1 where windows go beyond the image", "windows with gaps have to lie within it");
        if (window.Output < 1)
            throw input.Node.Refuse("empty tensors", $"a window of {window.Span} over {window.Input} elements", "the window has to fit into the image");
        if (window.Kernel > ImportLimits.LayersOfNode)
            throw input.Node.Refuse("beyond a limit", $"a window of {window.Kernel} elements", $"at most {ImportLimits.LayersOfNode} can be imported");
        var parts = Enumerable.Range(0, window.Kernel)
            .Select(tap => SliceOperators.Part(input.Node, value, axis, new SliceRange(tap * window.Dilation, window.Output, window.Stride))).ToList();
        return parts.Count == 1 ? parts[0] : Spreading.Merge(input.Node, merge, parts);
    }

    private static JsonObject Settings(SpatialWindow window, ImportNode node, bool countsPadding = false)
    {
        var settings = new JsonObject { ["pool_size"] = window.Kernel };
        if (!JsonNode.DeepEquals(window.Kernel, window.Strides))
            settings["strides"] = window.Strides;
        if (window.HasPadding)
            settings["padding"] = window.Padding;
        if (window.Vertical.Ceil)
            settings["ceil_mode"] = true;
        if (countsPadding)
            settings["count_include_pad"] = true;
        if (window.Vertical.Before >= window.Vertical.Kernel || window.Horizontal.Before >= window.Horizontal.Kernel
            || window.Vertical.After >= window.Vertical.Kernel || window.Horizontal.After >= window.Horizontal.Kernel)
            throw node.Refuse("a pooling with more padding than window", "padding of at least the window", "less is expected");
        return settings;
    }

    private static Value Pool(SpatialInput input, string layer, SpatialWindow window, string kind, JsonObject settings) =>
        input.Result(input.Node.Add(kind, [layer], settings), window.Vertical.Output, window.Horizontal.Output);
}
