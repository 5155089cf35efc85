namespace CnnGen.Onnx.Export.Layers;

/// <summary>Merging layers: an operator that takes any number of inputs. ONNX spreads an input of one row or column over the others too.</summary>
internal sealed class MergeTranslator(string kind, string operation) : LayerTranslator
{
    public override string Kind => kind;

    public override ExportValue Export(ExportLayer layer)
    {
        var inputs = layer.Graph.OneLayout(layer.Inputs);
        return inputs[0] with { Name = layer.Node(operation, [.. inputs.Select(input => input.Name)]), Owner = layer.Name, Shape = layer.OutputShape };
    }
}

/// <summary>Merging layers whose operator takes two inputs: one after another.</summary>
internal sealed class PairwiseTranslator(string kind, string operation) : LayerTranslator
{
    public override string Kind => kind;

    public override ExportValue Export(ExportLayer layer)
    {
        var inputs = layer.Graph.OneLayout(layer.Inputs);
        var name = inputs.Skip(1).Aggregate(inputs[0].Name, (result, input) => layer.Node(operation, [result, input.Name]));
        return inputs[0] with { Name = name, Owner = layer.Name, Shape = layer.OutputShape };
    }
}

/// <summary>Concatenate: Concat along the axis where it lies in the layout.</summary>
internal sealed class ConcatenateTranslator : LayerTranslator
{
    public override string Kind => "Concatenate";

    public override ExportValue Export(ExportLayer layer)
    {
        var inputs = layer.Graph.OneLayout(layer.Inputs);
        if (inputs[0].Layout == Layout.Vector)
            inputs = [.. inputs.Select(layer.Graph.InOrder)];
        var own = layer.Settings.Whole("Axis");
        var axis = inputs[0].Layout == Layout.Vector ? 1 : inputs[0].AxisOf(own < 0 ? own + 4 : own);
        return inputs[0] with
        {
            Name = layer.Node("Concat", [.. inputs.Select(input => input.Name)], OnnxAttribute.Of("axis", axis)),
            Owner = layer.Name,
            Shape = layer.OutputShape,
        };
    }
}
