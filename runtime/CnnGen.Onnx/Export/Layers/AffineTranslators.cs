namespace CnnGen.Onnx.Export.Layers;

/// <summary>Rescaling: Mul and Add.</summary>
internal sealed class RescalingTranslator : AffineTranslator
{
    public override string Kind => "Rescaling";

    public override ExportValue Export(ExportLayer layer) => Affine(layer, layer.Settings.Numbers("Scale"), layer.Settings.Numbers("Offset"));
}

/// <summary>Normalization with given numbers: Mul and Add. Keras divides by the deviation, or by 1e-7 where that is less.</summary>
internal sealed class NormalizationTranslator : AffineTranslator
{
    private const double Epsilon = 1e-7;

    public override string Kind => "Normalization";

    public override ExportValue Export(ExportLayer layer)
    {
        var (mean, variance) = (layer.Settings.Numbers("Mean"), layer.Settings.Numbers("Variance"));
        var channels = Math.Max(mean.Length, variance.Length);
        double Scale(int channel) => 1 / Math.Max(Math.Sqrt(variance[variance.Length == 1 ? 0 : channel]), Epsilon);
        return Affine(
            layer, [.. Enumerable.Range(0, channels).Select(Scale)],
            [.. Enumerable.Range(0, channels).Select(channel => -mean[mean.Length == 1 ? 0 : channel] * Scale(channel))]);
    }
}

/// <summary>A factor and an offset, of one number or of one a channel.</summary>
internal abstract class AffineTranslator : LayerTranslator
{
    protected static ExportValue Affine(ExportLayer layer, double[] scale, double[] offset)
    {
        var input = layer.Input.Layout == Layout.Vector ? layer.Graph.InOrder(layer.Input) : layer.Input;
        var scaled = layer.Graph.Map(layer.Name, input, "Mul", [Spread(layer, "scale", scale, input)]);
        return layer.Graph.Map(layer.Name, scaled, "Add", [Spread(layer, "offset", offset, input)]);
    }

    private static TensorName Spread(ExportLayer layer, string name, double[] values, ExportValue over)
    {
        long[] shape = values.Length == 1 ? [] : over.Layout == Layout.ChannelsFirst ? [values.Length, 1, 1] : [values.Length];
        return layer.Graph.Constant($"{layer.Name}/{name}", final => OnnxTensor.Of(final, shape, Array.ConvertAll(values, value => (float)value)));
    }
}

/// <summary>Affine: Mul and Add with parameters, in the order of the input.</summary>
internal sealed class ParameterAffineTranslator : LayerTranslator
{
    public override string Kind => "Affine";

    public override ExportValue Export(ExportLayer layer)
    {
        var value = layer.Input.Layout == Layout.Vector ? layer.Graph.InOrder(layer.Input) : layer.Input;
        foreach (var (parameter, operation) in (ReadOnlySpan<(string, string)>)[("gamma", "Mul"), ("beta", "Add")])
        {
            if (!layer.Has(parameter))
                continue;
            var shape = layer.Parameter(parameter).Shape.ToArray();
            var numbers = value.Layout == Layout.ChannelsFirst ? layer.Weights(parameter, shape, [2, 0, 1], [shape[2], shape[0], shape[1]]) : layer.Weights(parameter);
            value = layer.Graph.Map(layer.Name, value, operation, [numbers]);
        }

        return value;
    }
}
