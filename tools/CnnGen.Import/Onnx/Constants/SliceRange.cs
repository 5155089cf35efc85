namespace CnnGen.Import.Onnx;

/// <summary>What ONNX's Slice takes of an axis.</summary>
/// <param name="Count">Elements; 0 where there are none.</param>
internal readonly record struct SliceRange(int Begin, int Count, int Step)
{
    /// <summary>By the rules of the operator: negative numbers count from the end, numbers beyond it stop there.</summary>
    public static SliceRange Of(long start, long end, long step, int length)
    {
        long Clamp(long place, long least, long most) => Math.Clamp(place < 0 ? place + length : place, least, most);
        if (step > 0)
        {
            var (begin, stop) = (Clamp(start, 0, length), Clamp(end, 0, length));
            return new((int)begin, (int)Math.Max(0, ((stop - begin) + step - 1) / step), (int)Math.Min(step, int.MaxValue));
        }
        else
        {
            // An end of the least number stands for "to the first element", which is before 0.
            var begin = Clamp(start, 0, length - 1);
            var stop = end < -length ? -1 : Clamp(end, -1, length - 1);
            return new((int)begin, (int)Math.Max(0, (begin - stop - step - 1) / -step), (int)Math.Max(step, int.MinValue));
        }
    }

    /// <summary>The ranges of all axes of a tensor, from the inputs or the attributes of the node.</summary>
    public static SliceRange[] OfNode(ImportNode node, IReadOnlyList<int> dimensions)
    {
        long[] starts, ends, steps;
        long[]? axes;
        if (node.Opset < 10)
        {
            (starts, ends, axes, steps) = (node.Wholes("starts") ?? [], node.Wholes("ends") ?? [], node.Wholes("axes"), []);
        }
        else
        {
            (starts, ends) = (node.WholesInput(1) ?? [], node.WholesInput(2) ?? []);
            (axes, steps) = (node.WholesInput(3), node.WholesInput(4) ?? []);
        }

        if (ends.Length != starts.Length || (axes ?? starts).Length != starts.Length)
            throw node.Refuse("invalid model", $"{starts.Length} starts and {ends.Length} ends", "as many of each are expected");
        SliceRange[] ranges = [.. dimensions.Select(dimension => new SliceRange(0, dimension, 1))];
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = node.Axis(axes is null ? i : axes[i], dimensions.Count);
            var step = i < steps.Length ? steps[i] : 1;
            if (step == 0)
                throw node.Refuse("invalid model", "a step of 0", "the file is damaged");
            ranges[axis] = Of(starts[i], ends[i], step, dimensions[axis]);
        }

        return ranges;
    }
}
