namespace CnnGen.Import.Onnx;

/// <content>Axes, shapes and sizes as attributes and constants say them.</content>
internal sealed partial class ImportNode
{
    /// <summary>An axis, of which negative ones count from the end.</summary>
    public int Axis(long axis, int rank)
    {
        var own = axis < 0 ? axis + rank : axis;
        return own >= 0 && own < rank ? (int)own : throw Refuse("invalid model", $"axis {axis} of a tensor with {rank}", "the file is damaged");
    }

    /// <summary>An axis other than the batch, as a place in <see cref="Value.Axes"/>.</summary>
    public int ImageAxis(long axis, Value value)
    {
        var own = Axis(axis, value.Rank);
        return own > 0 ? own - 1 : throw OnBatch();
    }

    /// <summary>The error of an operator that would mix images.</summary>
    public ImportException OnBatch() =>
        Refuse("acts on axis 0", "an operation along axis 0, the batch", "a network treats each image by itself; take the operator out of the model, or put an axis for the batch before it");

    public int Index(long index, int length)
    {
        var own = index < 0 ? index + length : index;
        return own >= 0 && own < length ? (int)own : throw Refuse("invalid model", $"index {index} of {length}", "the file is damaged");
    }

    /// <summary>Dimensions, each 0 to 2^31 - 1.</summary>
    public int[] Whole32s(long[] values)
    {
        if (values.Length > ImportLimits.Axes || values.Any(value => value is < 0 or > int.MaxValue))
            throw Refuse("beyond a limit", $"a shape of {string.Join(" x ", values)}", $"expected at most {ImportLimits.Axes} dimensions from 0 to {int.MaxValue}");
        return Array.ConvertAll(values, value => (int)value);
    }

    /// <summary>Counts elements that are computed while importing.</summary>
    public int CountComputed(IReadOnlyList<int> dimensions)
    {
        var count = dimensions.Aggregate((Int128)1, (product, dimension) => Int128.Min(product * dimension, long.MaxValue));
        if (!graph.TakeComputed(count))
            throw Refuse("beyond a limit", $"constants of {string.Join(" x ", dimensions)}", "so many elements are not computed while importing");
        return (int)count;
    }

    /// <summary>The order of axes that Transpose gives.</summary>
    public int[] Permutation(int rank)
    {
        int[] order = Wholes("perm") is { } given ? [.. given.Select(axis => Axis(axis, rank))] : [.. Enumerable.Range(0, rank).Reverse()];
        return order.Distinct().Count() == rank && order.Length == rank ? order : throw Refuse("invalid model", "an order that does not have each axis once", "the file is damaged");
    }

    /// <summary>The dimensions that Reshape gives a tensor.</summary>
    public int[] ReshapeTarget(IReadOnlyList<int> dimensions)
    {
        var target = WholesInput(1) ?? throw Refuse("invalid model", "no shape", "the file is damaged");
        var keepsZero = Whole("allowzero", 0) != 0;
        if (target.Length > ImportLimits.Axes)
            throw Refuse("beyond a limit", $"{target.Length} axes", $"expected at most {ImportLimits.Axes}");
        long[] sides = [.. target.Select((side, i) => side == 0 && !keepsZero && i < dimensions.Count ? dimensions[i] : side)];
        var all = dimensions.Aggregate((Int128)1, (product, dimension) => product * dimension);
        var given = sides.Where(side => side != -1).Aggregate((Int128)1, (product, side) => side < 0 || product > long.MaxValue ? 0 : product * side);
        var open = Array.IndexOf(sides, -1);
        if (open >= 0 && given > 0 && all % given == 0)
            (sides[open], given) = ((long)(all / given), all);
        if (given != all || sides.Any(side => side < 0))
            throw Refuse("invalid model", $"{string.Join(" x ", target)} for a tensor of {string.Join(" x ", dimensions)}", "the numbers of elements differ");
        return Whole32s(sides);
    }

    /// <summary>The axes of Squeeze, Unsqueeze or a reduction: an input since opset 13 (reductions but ReduceSum: 18), before that an attribute.</summary>
    public long[]? AxesOf(int since, int input) => opset >= since ? WholesInput(input) : Wholes("axes");

    public int[] Squeezed(IReadOnlyList<int> dimensions)
    {
        var axes = AxesOf(13, 1)?.Select(axis => Axis(axis, dimensions.Count)).ToHashSet();
        if (axes?.Any(axis => dimensions[axis] != 1) == true)
            throw Refuse("invalid model", "an axis of more than one element", "the file is damaged");
        return [.. dimensions.Where((side, i) => axes is null ? side != 1 : !axes.Contains(i))];
    }

    public int[] Unsqueezed(IReadOnlyList<int> dimensions)
    {
        var given = AxesOf(13, 1) ?? throw Refuse("invalid model", "no axes", "the file is damaged");
        var rank = dimensions.Count + given.Length;
        if (rank > ImportLimits.Axes)
            throw Refuse("beyond a limit", $"{rank} axes", $"expected at most {ImportLimits.Axes}");
        var axes = given.Select(axis => Axis(axis, rank)).ToHashSet();
        var rest = new Queue<int>(dimensions);
        if (axes.Count != given.Length)
            throw Refuse("invalid model", "an axis twice", "the file is damaged");
        return [.. Enumerable.Range(0, rank).Select(i => axes.Contains(i) ? 1 : rest.Dequeue())];
    }
}
