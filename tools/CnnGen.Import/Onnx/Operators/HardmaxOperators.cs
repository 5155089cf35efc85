namespace CnnGen.Import.Onnx;

/// <summary>1 at the first of the largest elements along an axis, 0 at all others.</summary>
internal static class HardmaxOperators
{
    /// <summary>The sums over what comes before are a product with a square matrix.</summary>
    private const int LongestAxis = 4096;

    public static void Hardmax(ImportNode node)
    {
        var value = node.Data();
        var axis = node.ImageAxis(node.Whole("axis", node.Opset < 13 ? 1 : -1), value);
        if (node.Opset < 13 && axis != value.Axes.Count - 1)
            throw node.Refuse("Hardmax over several axes", $"axis {axis + 1} of {value.Rank} axes before opset 13", "export the model with opset 13 or later");
        var length = Atom.Count(value.Axes[axis]);
        if (length > LongestAxis)
            throw node.Refuse("beyond a limit", $"{length} elements", $"at most {LongestAxis} can be imported");
        var largest = ReductionOperators.Reduced(node, value, [axis], ReductionOperators.Maximum, keepsAxes: true);
        var isLargest = node.Rescale(node.Activate(Spreading.Merge(node, "Subtract", [largest, value]), "sign"), -1, 1);
        var before = Exchanged(MatrixOperators.Times(node, Exchanged(isLargest, axis), Before(node, length), isTurned: false), axis);
        var isFirst = node.Activate(node.Rescale(before, -1, 1), "relu");
        node.Output(Spreading.Merge(node, "Multiply", [isLargest, isFirst]));
    }

    /// <summary>The value with an axis and the last one in each other's place.</summary>
    private static Value Exchanged(Value value, int axis)
    {
        var axes = value.Axes.ToArray();
        (axes[axis], axes[^1]) = (axes[^1], axes[axis]);
        return value with { Axes = axes };
    }

    /// <summary>The matrix by which each element becomes the sum of those before it.</summary>
    private static ConstantTensor Before(ImportNode node, int length)
    {
        node.CountComputed([length, length]);
        var matrix = new float[length * length];
        for (var row = 0; row < length; row++)
            matrix.AsSpan((row * length) + row + 1, length - row - 1).Fill(1);
        return ConstantTensor.Of([length, length], matrix);
    }
}
