namespace CnnGen.Onnx.Export.Layers;

/// <summary>Activation: the operators of the function.</summary>
internal sealed class ActivationTranslator : LayerTranslator
{
    public override string Kind => "Activation";

    public override ExportValue Export(ExportLayer layer) => Activations.Apply(layer, layer.Input, layer.Settings.Text("Activation"));
}

/// <summary>Layers of one operator with one number, which is an attribute in ONNX: ELU, LeakyReLU.</summary>
internal sealed class UnaryTranslator(string kind, string operation, string setting) : LayerTranslator
{
    public override string Kind => kind;

    public override ExportValue Export(ExportLayer layer) =>
        layer.Graph.Map(layer.Name, layer.Input, operation, OnnxAttribute.Of("alpha", (float)layer.Settings.Number(setting)));
}

/// <summary>Clip.</summary>
internal sealed class ClipTranslator : LayerTranslator
{
    public override string Kind => "Clip";

    public override ExportValue Export(ExportLayer layer) => layer.Graph.Map(
        layer.Name, layer.Input, "Clip",
        [layer.Graph.Scalar(layer.Name, "min", layer.Settings.Number("Minimum")), layer.Graph.Scalar(layer.Name, "max", layer.Settings.Number("Maximum"))]);
}

/// <summary>Keras's ReLU: slope (x - threshold) below the threshold, x from there on, the maximum at most.</summary>
internal sealed class ReLUTranslator : LayerTranslator
{
    public override string Kind => "ReLU";

    public override ExportValue Export(ExportLayer layer)
    {
        var (graph, settings) = (layer.Graph, layer.Settings);
        var output = Below(layer, settings.Number("NegativeSlope"), settings.Number("Threshold"));
        return settings.Has("MaxValue") ? graph.Map(layer.Name, output, "Min", [graph.Scalar(layer.Name, "max", settings.Number("MaxValue"))]) : output;
    }

    private static ExportValue Below(ExportLayer layer, double slope, double threshold)
    {
        var (graph, input) = (layer.Graph, layer.Input);
        if (threshold == 0)
            return slope == 0 ? graph.Map(layer.Name, input, "Relu") : graph.Map(layer.Name, input, "LeakyRelu", OnnxAttribute.Of("alpha", (float)slope));
        var limit = graph.Scalar(layer.Name, "threshold", threshold);
        var isAbove = layer.Node("GreaterOrEqual", [input.Name, limit]);
        var below = layer.Node("Mul", [layer.Node("Sub", [input.Name, limit]), graph.Scalar(layer.Name, "slope", slope)]);
        return input with { Name = layer.Node("Where", [isAbove, input.Name, below]), Owner = layer.Name };
    }
}

/// <summary>PReLU: PRelu, its slopes in the order of the input.</summary>
internal sealed class PReLUTranslator : LayerTranslator
{
    public override string Kind => "PReLU";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Input.Layout == Layout.Vector ? layer.Graph.InOrder(layer.Input) : layer.Input;
        var shape = layer.Parameter("alpha").Shape.ToArray();
        var slopes = input.Layout == Layout.ChannelsFirst ? layer.Weights("alpha", shape, [2, 0, 1], [shape[2], shape[0], shape[1]]) : layer.Weights("alpha");
        return layer.Graph.Map(layer.Name, input, "PRelu", [slopes]);
    }
}

/// <summary>Shrink.</summary>
internal sealed class ShrinkTranslator : LayerTranslator
{
    public override string Kind => "Shrink";

    public override ExportValue Export(ExportLayer layer) => layer.Graph.Map(
        layer.Name, layer.Input, "Shrink", OnnxAttribute.Of("lambd", (float)layer.Settings.Number("Lambda")), OnnxAttribute.Of("bias", (float)layer.Settings.Number("Bias")));
}

/// <summary>LogSoftmax over the channels.</summary>
internal sealed class LogSoftmaxTranslator : LayerTranslator
{
    public override string Kind => "LogSoftmax";

    public override ExportValue Export(ExportLayer layer) => layer.Graph.Map(layer.Name, layer.Input, "LogSoftmax", OnnxAttribute.Of("axis", layer.Input.ChannelAxis));
}
