namespace CnnGen.Onnx.Export.Layers;

/// <summary>
/// GroupNormalization: InstanceNormalization over groups as if each were a channel, then scale and shift of the channels. ONNX's own operator is of opset 21.
/// </summary>
internal sealed class GroupNormalizationTranslator : LayerTranslator
{
    public override string Kind => "GroupNormalization";

    public override ExportValue Export(ExportLayer layer)
    {
        var graph = layer.Graph;
        var input = graph.ChannelsSecond(layer.Input);
        var groups = layer.Settings.Whole("Groups");
        var apart = graph.Map(layer.Name, input, "Reshape", [graph.Whole(layer.Name, "groups", 0, groups, input.Shape.Length / groups)]);
        var normalized = graph.Map(
            layer.Name, apart, "InstanceNormalization", [layer.Constant("group_scale", 1, groups), layer.Constant("group_shift", 0, groups)],
            OnnxAttribute.Of("epsilon", (float)layer.Settings.Number("Epsilon")));
        var output = graph.Map(layer.Name, normalized, "Reshape", [graph.Whole(layer.Name, "shape", [0, .. input.Dimensions])]);
        if (layer.Has("gamma"))
            output = graph.Map(layer.Name, output, "Mul", [layer.PerChannel("gamma", input)]);
        return layer.Has("beta") ? graph.Map(layer.Name, output, "Add", [layer.PerChannel("beta", input)]) : output;
    }
}
