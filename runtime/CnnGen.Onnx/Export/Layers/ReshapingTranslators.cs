namespace CnnGen.Onnx.Export.Layers;

/// <summary>Flatten. The elements stay in the order in which they stand; whoever reads the vector knows it.</summary>
internal sealed class FlattenTranslator : LayerTranslator
{
    public override string Kind => "Flatten";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Input;
        if (input.Layout == Layout.Vector)
            return input;
        var output = layer.Vector(layer.Node("Flatten", [input.Name], OnnxAttribute.Of("axis", 1)));
        return input.Layout == Layout.ChannelsLast || input.Shape.HasOneOrder ? output : output with { ChannelsFirstOf = input.Shape };
    }
}

/// <summary>Reshape, of elements in the network's own order.</summary>
internal sealed class ReshapeTranslator : LayerTranslator
{
    public override string Kind => "Reshape";

    public override ExportValue Export(ExportLayer layer)
    {
        var input = layer.Graph.ChannelsLast(layer.Input);
        var output = new ExportValue(input.Name, layer.Name, layer.Description.OutputShape.Length == 1 ? Layout.Vector : Layout.ChannelsLast, layer.OutputShape);
        return output with { Name = layer.Node("Reshape", [input.Name, layer.Graph.Whole(layer.Name, "shape", [0, .. output.Dimensions])]) };
    }
}
