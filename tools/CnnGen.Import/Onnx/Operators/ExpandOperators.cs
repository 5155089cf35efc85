using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Data that is repeated along axes of one element.</summary>
internal static class ExpandOperators
{
    public static void Expand(ImportNode node)
    {
        var value = node.Data();
        var given = node.Whole32s(node.WholesInput(1) ?? []);
        if (given.Length > value.Rank)
            throw node.OnBatch();
        int[] sides = [.. Enumerable.Repeat(1, value.Rank - given.Length), .. given];
        if (sides[0] != 1 && sides[0] != node.Graph.Batch)
            throw node.OnBatch();
        for (var axis = 0; axis < value.Axes.Count; axis++)
        {
            var (side, length) = (sides[axis + 1], Atom.Count(value.Axes[axis]));
            if (side == 1 || side == length)
                continue;
            if (length != 1 || side < 1)
                throw node.Refuse("invalid model", $"{side} elements for an axis of {length}", "only an axis of one element can be repeated");
            value = Repeated(node, value, axis, side);
        }

        node.Output(value);
    }

    private static Value Repeated(ImportNode node, Value value, int axis, int times)
    {
        if ((long)value.Form.Length * times > ImportLimits.ElementsOfImage)
            throw node.Refuse("beyond a limit", $"{value.Form.Length} elements {times} times", $"at most {ImportLimits.ElementsOfImage} can be imported");
        var (place, seen) = AxisPlace.Of(node, value, axis);
        if (place != AxisPlace.Channels)
            return AxisPlace.Resized(seen with { Layer = node.Add("UpSampling2D", [seen.Layer], Times(times, 1)) }, axis, place, times);

        // Each element several times, one behind the other: columns of an image of one channel.
        var rows = node.Graph.Rearrangement.View(seen, new Form(seen.Form.Length, 1, 1));
        var atoms = Atom.Axis(times);
        var axes = rows.Axes.ToArray();
        axes[axis] = atoms;
        return new Value(node.Add("UpSampling2D", [rows.Layer], Times(1, times)), axes, [.. rows.Order, .. atoms], new Form(rows.Form.Height, times, 1));
    }

    private static JsonObject Times(int height, int width) => new() { ["size"] = Json.Size(height, width) };
}
