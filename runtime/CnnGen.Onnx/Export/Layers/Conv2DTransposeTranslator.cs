namespace CnnGen.Onnx.Export.Layers;

/// <summary>
/// Conv2DTranspose: ConvTranspose and the activation. Kernels lie as [height, width, out, in] here and as [in, out, height, width] there. Both are the way back of a
/// convolution, from whose padding ("same": the odd element after) it follows what is cut off at each end; where the output is longer than what the windows reach, the
/// rest is output_padding.
/// </summary>
internal sealed class Conv2DTransposeTranslator : LayerTranslator
{
    public override string Kind => "Conv2DTranspose";

    public override ExportValue Export(ExportLayer layer)
    {
        var settings = layer.Settings;
        var input = layer.Graph.ChannelsFirst(layer.Input);
        var (from, to) = (input.Shape, layer.OutputShape);
        var window = new ExportWindow(settings.Size("Kernel"), settings.Size("Strides"), settings.Size("Dilation"));
        var isSame = settings.Flag("IsSame");
        var vertical = Axis(from.Height, to.Height, window.Size.Height, window.Strides.Height, window.Dilation.Height, isSame);
        var horizontal = Axis(from.Width, to.Width, window.Size.Width, window.Strides.Width, window.Dilation.Width, isSame);
        window = window with { Padding = (vertical.Before, horizontal.Before, vertical.After, horizontal.After) };
        var shape = layer.Parameter("kernel").Shape.ToArray();
        List<TensorName> inputs = [input.Name, layer.Weights("kernel", shape, [3, 2, 0, 1], [shape[3], shape[2], shape[0], shape[1]])];
        if (layer.Has("bias"))
            inputs.Add(layer.Weights("bias"));
        var output = layer.Node("ConvTranspose", inputs, [.. window.Attributes, OnnxAttribute.Of("output_padding", [vertical.More, horizontal.More])]);
        return Activations.Apply(layer, layer.Image(output), settings.Text("Activation"));
    }

    private static (int Before, int After, long More) Axis(int input, int output, int size, int stride, int dilation, bool isSame)
    {
        var reached = ((input - 1) * stride) + ((size - 1) * dilation) + 1;
        var before = isSame ? Math.Max(0, reached - output) / 2 : 0;
        var after = reached - before - output;
        return (before, Math.Max(0, after), Math.Max(0, -after));
    }
}
