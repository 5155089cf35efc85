namespace CnnGen.Onnx.Export;

/// <summary>Conv, which several kinds of layer are made of.</summary>
internal static class Convolution
{
    /// <summary>A convolution with a kernel of [height, width, in / groups, out], bias and activation.</summary>
    public static ExportValue Full(ExportLayer layer, ExportValue input, ExportWindow window, string kernel, int groups)
    {
        var shape = layer.Parameter(kernel).Shape.ToArray();
        var weights = layer.Weights(kernel, shape, [3, 2, 0, 1], [shape[3], shape[2], shape[0], shape[1]]);
        return Activations.Apply(layer, Add(layer, input, window, weights, groups, layer.OutputShape, hasBias: true), layer.Settings.Text("Activation"));
    }

    /// <summary>A convolution of each channel on its own, with a kernel of [height, width, in, multiplier]. No activation.</summary>
    public static ExportValue Depthwise(ExportLayer layer, ExportValue input, ExportWindow window, string kernel, bool hasBias)
    {
        var shape = layer.Parameter(kernel).Shape.ToArray();
        var channels = shape[2] * shape[3];
        var weights = layer.Weights(kernel, [shape[0], shape[1], channels], [2, 0, 1], [channels, 1, shape[0], shape[1]]);
        return Add(layer, input, window, weights, shape[2], layer.OutputShape with { Channels = channels }, hasBias);
    }

    private static ExportValue Add(ExportLayer layer, ExportValue input, ExportWindow window, TensorName weights, int groups, ImageShape output, bool hasBias)
    {
        List<TensorName> inputs = [input.Name, weights];
        if (hasBias && layer.Has("bias"))
            inputs.Add(layer.Weights("bias"));
        return layer.Image(layer.Node("Conv", inputs, [.. window.Attributes, OnnxAttribute.Of("group", groups)])) with { Shape = output };
    }
}
