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
