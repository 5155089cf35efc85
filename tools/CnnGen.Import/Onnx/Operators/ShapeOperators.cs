namespace CnnGen.Import.Onnx;

/// <summary>Operators that give the same elements other axes. Nothing moves before an operator asks for it.</summary>
internal static class ShapeOperators
{
    public static void Pass(ImportNode node) => node.Output(node.Data());

    public static void Cast(ImportNode node)
    {
        if ((OnnxElementType)node.Whole("to", 1) is not (OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16))
            throw node.Refuse("whole numbers or truth values", $"a cast to {(OnnxElementType)node.Whole("to", 1)}", "data is float from input to output");
        Pass(node);
    }

    /// <summary>The shape that the model's file says, which is constant for any number of images.</summary>
    public static void Shape(ImportNode node)
    {
        long[] shape = node.IsConstant(0) ? [.. node.Constant(0).Dimensions.Select(side => (long)side)] : [node.Graph.Batch, .. node.Data().Dimensions];
        var start = (int)Math.Clamp(node.Whole("start", 0) is var first && first < 0 ? first + shape.Length : first, 0, shape.Length);
        var end = (int)Math.Clamp(node.Whole("end", shape.Length) is var last && last < 0 ? last + shape.Length : last, start, shape.Length);
        node.Output(ConstantTensor.Of([end - start], shape[start..end]));
    }

    public static void Reshape(ImportNode node)
    {
        var value = node.Data();
        node.Output(Reshaped(node, value, node.ReshapeTarget(WithBatch(node, value))));
    }

    public static void Flatten(ImportNode node)
    {
        var value = node.Data();
        var axis = node.Whole("axis", 1) is var given && given < 0 ? given + value.Rank : given;
        var before = value.Dimensions.Take((int)Math.Clamp(axis - 1, 0, value.Axes.Count)).Aggregate(1, (a, b) => a * b);
        if (axis < 1 || before != 1)
            throw node.OnBatch();
        node.Output(Reshaped(node, value, [node.Graph.Batch, value.Form.Length]));
    }

    public static void Squeeze(ImportNode node)
    {
        var value = node.Data();
        var dimensions = WithBatch(node, value);
        // Without axes all of one element go, but the batch is not told from them by its length.
        if (node.AxesOf(13, 1) is { } axes ? axes.Any(axis => node.Axis(axis, value.Rank) == 0) : node.Graph.Batch == 1)
            throw node.OnBatch();
        node.Output(Reshaped(node, value, node.Squeezed(dimensions)));
    }

    public static void Unsqueeze(ImportNode node)
    {
        var value = node.Data();
        var dimensions = node.Unsqueezed(WithBatch(node, value));
        if (node.AxesOf(13, 1)!.Any(axis => node.Axis(axis, dimensions.Length) == 0))
            throw node.OnBatch();
        node.Output(Reshaped(node, value, dimensions));
    }

    public static void Transpose(ImportNode node)
    {
        var value = node.Data();
        var order = node.Permutation(value.Rank);
        if (order[0] != 0)
            throw node.OnBatch();
        node.Output(value with { Axes = [.. order.Skip(1).Select(axis => value.Axes[axis - 1])] });
    }

    /// <summary>The value with other dimensions, of which the first is the batch.</summary>
    public static Value Reshaped(ImportNode node, Value value, int[] dimensions)
    {
        if (dimensions.Length == 0 || dimensions[0] != node.Graph.Batch)
            throw node.OnBatch();
        int[] sides = dimensions[1..];
        return Regrouping.Of(value, sides) ?? Regrouping.InOrder(node.Graph.Rearrangement.InOrder(value), sides);
    }

    private static int[] WithBatch(ImportNode node, Value value) => [node.Graph.Batch, .. value.Dimensions];
}
