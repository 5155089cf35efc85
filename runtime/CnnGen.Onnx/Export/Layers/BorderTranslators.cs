namespace CnnGen.Onnx.Export.Layers;

/// <summary>ZeroPadding2D: Pad.</summary>
internal sealed class ZeroPadding2DTranslator : LayerTranslator
{
    public override string Kind => "ZeroPadding2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var (top, bottom, left, right) = layer.Settings.Sides("Padding");
        var pads = new long[8];
        (pads[layer.Input.AxisOf(1)], pads[4 + layer.Input.AxisOf(1)]) = (top, bottom);
        (pads[layer.Input.AxisOf(2)], pads[4 + layer.Input.AxisOf(2)]) = (left, right);
        return layer.Graph.Map(layer.Name, layer.Input, "Pad", [layer.Graph.Whole(layer.Name, "pads", pads)]) with { Shape = layer.OutputShape };
    }
}

/// <summary>ChannelPadding: Pad along the channels.</summary>
internal sealed class ChannelPaddingTranslator : LayerTranslator
{
    public override string Kind => "ChannelPadding";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Input.Layout == Layout.Vector ? layer.Graph.InOrder(layer.Input) : layer.Input;
        var rank = input.Dimensions.Length + 1;
        var pads = new long[2 * rank];
        (pads[input.ChannelAxis], pads[rank + input.ChannelAxis]) = (layer.Settings.Whole("Before"), layer.Settings.Whole("After"));
        return layer.Graph.Map(layer.Name, input, "Pad", [layer.Graph.Whole(layer.Name, "pads", pads)]) with { Shape = layer.OutputShape };
    }
}

/// <summary>Cropping2D: Slice.</summary>
internal sealed class Cropping2DTranslator : LayerTranslator
{
    public override string Kind => "Cropping2D";

    public override ExportValue Export(ExportLayer layer)
    {
        var (top, _, left, _) = layer.Settings.Sides("Cropping");
        return Slicing.Add(layer, (top, left), ExportWindow.One);
    }
}

/// <summary>StridedSlice: Slice.</summary>
internal sealed class StridedSliceTranslator : LayerTranslator
{
    public override string Kind => "StridedSlice";

    public override ExportValue Export(ExportLayer layer) => Slicing.Add(layer, layer.Settings.Size("Begin"), layer.Settings.Size("Strides"));
}

/// <summary>ChannelSlice: Slice along the channels.</summary>
internal sealed class ChannelSliceTranslator : LayerTranslator
{
    public override string Kind => "ChannelSlice";

    public override ExportValue Export(ExportLayer layer)
    {
        var (graph, input, begin) = (layer.Graph, layer.Input.Layout == Layout.Vector ? layer.Graph.InOrder(layer.Input) : layer.Input, layer.Settings.Whole("Begin"));
        return graph.Map(
            layer.Name, input, "Slice",
            [
                graph.Whole(layer.Name, "starts", begin), graph.Whole(layer.Name, "ends", begin + layer.Settings.Whole("Size")),
                graph.Whole(layer.Name, "axes", input.ChannelAxis),
            ]) with
        { Shape = layer.OutputShape };
    }
}

/// <summary>Permute: Transpose, between the layouts of input and output.</summary>
internal sealed class PermuteTranslator : LayerTranslator
{
    public override string Kind => "Permute";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Input;
        var dims = layer.Settings.Numbers("Dims");
        var output = input with { Owner = layer.Name, Shape = layer.OutputShape };
        var order = new long[4];
        for (var axis = 1; axis <= 3; axis++)
            order[output.AxisOf(axis)] = input.AxisOf((int)dims[axis - 1]);
        return output with { Name = layer.Node("Transpose", [input.Name], OnnxAttribute.Of("perm", order)) };
    }
}

/// <summary>Rows and columns of an image, as many as the output has.</summary>
internal static class Slicing
{
    public static ExportValue Add(ExportLayer layer, (int Height, int Width) begin, (int Height, int Width) steps)
    {
        var (graph, input, output) = (layer.Graph, layer.Input, layer.OutputShape);
        // One behind the last that is taken: an end beyond the image would do for some runtimes only.
        var (bottom, right) = (begin.Height + ((output.Height - 1L) * steps.Height) + 1, begin.Width + ((output.Width - 1L) * steps.Width) + 1);
        return graph.Map(
            layer.Name, input, "Slice",
            [
                graph.Whole(layer.Name, "starts", begin.Height, begin.Width), graph.Whole(layer.Name, "ends", bottom, right),
                graph.Whole(layer.Name, "axes", input.AxisOf(1), input.AxisOf(2)), graph.Whole(layer.Name, "steps", steps.Height, steps.Width),
            ]) with
        { Shape = output };
    }
}
