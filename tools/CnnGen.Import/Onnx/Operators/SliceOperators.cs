using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Parts of tensors, and tensors put together from parts.</summary>
internal static class SliceOperators
{
    public static void Slice(ImportNode node)
    {
        var value = node.Data();
        int[] dimensions = [node.Graph.Batch, .. value.Dimensions];
        var ranges = SliceRange.OfNode(node, dimensions);
        if (ranges[0] != new SliceRange(0, dimensions[0], 1))
            throw node.OnBatch();
        for (var axis = 0; axis < value.Axes.Count; axis++)
            value = Part(node, value, axis, ranges[axis + 1]);
        node.Output(value);
    }

    public static void Split(ImportNode node)
    {
        var value = node.Data();
        var axis = node.ImageAxis(node.Whole("axis", 0), value);
        var length = Atom.Count(value.Axes[axis]);
        var sizes = (node.Opset < 13 ? node.Wholes("split") : node.WholesInput(1)) ?? Equal(length, node.OutputCount);
        if (sizes.Sum() != length || sizes.Length != node.OutputCount || sizes.Any(size => size < 0))
            throw node.Refuse("invalid model", $"parts of {string.Join(", ", sizes)} of {length} elements", "they do not fit together");
        var begin = 0;
        for (var i = 0; i < sizes.Length; begin += (int)sizes[i++])
        {
            if (node.IsUsed(i))
                node.Output(Part(node, value, axis, new SliceRange(begin, (int)sizes[i], 1)), i);
        }
    }

    /// <summary>Indices along an axis: runs of them are slices.</summary>
    public static void Gather(ImportNode node)
    {
        var value = node.Data();
        var axis = node.ImageAxis(node.Whole("axis", 0), value);
        var indices = node.Constant(1);
        var length = Atom.Count(value.Axes[axis]);
        int[] places = [.. indices.Wholes.Select(index => node.Index(index, length))];
        var joined = Places(node, value, axis, places);
        int[] dimensions = [node.Graph.Batch, .. value.Dimensions.Take(axis), .. indices.Dimensions, .. value.Dimensions.Skip(axis + 1)];
        node.Output(ShapeOperators.Reshaped(node, joined, dimensions));
    }

    /// <summary>The places of an axis in this order: runs of them are parts that are put together.</summary>
    public static Value Places(ImportNode node, Value value, int axis, IReadOnlyList<int> places)
    {
        if (places.Count is 0 or > ImportLimits.ElementsOfAxis)
            throw node.Refuse("beyond a limit", $"{places.Count} indices", $"1 to {ImportLimits.ElementsOfAxis} can be imported");
        var runs = new List<SliceRange>();
        foreach (var place in places)
        {
            if (runs.Count > 0 && runs[^1].Begin + runs[^1].Count == place)
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            else
                runs.Add(new SliceRange(place, 1, 1));
        }

        if (runs.Count > ImportLimits.LayersOfNode)
            throw node.Refuse("beyond a limit", $"{runs.Count} parts of an axis", $"at most {ImportLimits.LayersOfNode} can be imported");
        var parts = runs.ConvertAll(run => Part(node, value, axis, run));
        return parts.Count == 1 ? parts[0] : Join(node, parts, axis);
    }

    public static void Concat(ImportNode node)
    {
        if (Enumerable.Range(0, node.InputCount).Any(node.IsConstant))
            throw node.Refuse("constants beside data", "a constant that is put beside data", "only data can be put together");
        Value[] values = [.. Enumerable.Range(0, node.InputCount).Select(node.Data)];
        var axis = node.ImageAxis(node.Whole("axis", 1), values[0]);
        node.Output(values.Length == 1 ? values[0] : Join(node, values, axis));
    }

    private static long[] Equal(int length, int parts)
    {
        // The last part is smaller where they can't be equal.
        var size = (length + parts - 1) / parts;
        return [.. Enumerable.Range(0, parts).Select(i => (long)Math.Clamp(length - (i * size), 0, size))];
    }

    /// <summary>A part of an axis.</summary>
    public static Value Part(ImportNode node, Value value, int axis, SliceRange range)
    {
        var length = Atom.Count(value.Axes[axis]);
        if (range == new SliceRange(0, length, 1))
            return value;
        if (range.Count < 1)
            throw node.Refuse("empty tensors", "a part without elements", "at least one is expected");
        if (range.Step < 1)
            throw node.Refuse("steps backwards", $"a step of {range.Step}", "steps of at least 1 can be imported");
        var (place, seen) = AxisPlace.Of(node, value, axis);
        var layer = seen.Layer;
        var end = range.Begin + ((range.Count - 1) * range.Step) + 1;
        if (place == AxisPlace.Channels && range.Step == 1)
        {
            layer = node.Add("ChannelSlice", [layer], new JsonObject { ["begin"] = range.Begin, ["size"] = range.Count });
        }
        else
        {
            if (place == AxisPlace.Channels)
                (place, seen) = AxisPlace.AsColumns(node, seen, length);
            layer = seen.Layer;
            int At(int own, int ofAxis, int otherwise) => place == own ? ofAxis : otherwise;
            if (range.Begin > 0 || end < length)
            {
                var cropping = Json.Sides(At(1, range.Begin, 0), At(1, length - end, 0), At(2, range.Begin, 0), At(2, length - end, 0));
                layer = node.Add("Cropping2D", [layer], new JsonObject { ["cropping"] = cropping });
            }

            if (range.Step > 1 && range.Count > 1)
                layer = node.Add("StridedSlice", [layer], new JsonObject { ["strides"] = Json.Size(At(1, range.Step, 1), At(2, range.Step, 1)) });
        }

        return AxisPlace.Resized(seen with { Layer = layer }, axis, place, range.Count);
    }

    private static Value Join(ImportNode node, IReadOnlyList<Value> values, int axis)
    {
        if (values.Any(value => value.Axes.Count != values[0].Axes.Count))
            throw node.Refuse("invalid model", "tensors of different numbers of axes", "they do not fit together");
        var (place, first) = AxisPlace.Of(node, values[0], axis);
        var parts = new List<string> { first.Layer };
        var length = Atom.Count(first.Axes[axis]);
        foreach (var value in values.Skip(1))
        {
            var seen = AxisPlace.Like(node, value, axis, first, place);
            parts.Add(seen.Layer);
            length += Atom.Count(seen.Axes[axis]);
        }

        var settings = new JsonObject();
        if (place != AxisPlace.Channels)
            settings["axis"] = place;
        return AxisPlace.Resized(first with { Layer = node.Add("Concatenate", parts, settings) }, axis, place, length);
    }
}
