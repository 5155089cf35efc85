using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Borders around tensors.</summary>
internal static class PadOperators
{
    public static void Pad(ImportNode node)
    {
        var value = node.Data();
        var mode = node.Text("mode", "constant");
        var pads = (node.Opset < 11 ? node.Wholes("pads") : node.WholesInput(1)) ?? [];
        long[] axes = node.WholesInput(3) ?? [.. Enumerable.Range(0, value.Rank).Select(axis => (long)axis)];
        if (pads.Length != 2 * axes.Length || pads.Any(pad => Math.Abs(pad) > 65_535))
            throw node.Refuse("invalid model", $"pads {string.Join(", ", pads)}", "a number for each side is expected");
        var filler = mode != "constant" ? 0 : node.Opset < 11 ? node.Number("value", 0) : node.ConstantOrNull(2)?.Single() ?? 0;
        var isShifted = filler != 0 && pads.Any(pad => pad > 0);
        // Only zeros are added: what they shall be is taken away before and added behind.
        var result = isShifted ? node.Rescale(value, 1, -filler) : value;
        for (var i = 0; i < axes.Length; i++)
        {
            var (before, after) = ((int)pads[i], (int)pads[i + axes.Length]);
            if ((before, after) == (0, 0))
                continue;
            var axis = node.ImageAxis(axes[i], value);
            result = mode == "constant" ? Zeros(node, result, axis, before, after) : Repeated(node, result, axis, before, after, mode);
        }

        node.Output(isShifted ? node.Rescale(result, 1, filler) : result);
    }

    private static Value Zeros(ImportNode node, Value value, int axis, int before, int after)
    {
        var (cutBefore, cutAfter) = (Math.Max(0, -before), Math.Max(0, -after));
        var part = SliceOperators.Part(node, value, axis, new SliceRange(cutBefore, Atom.Count(value.Axes[axis]) - cutBefore - cutAfter, 1));
        return Bordered(node, part, axis, Math.Max(0, before), Math.Max(0, after));
    }

    private static Value Bordered(ImportNode node, Value value, int axis, int before, int after)
    {
        if (before + after == 0)
            return value;
        var (place, seen) = AxisPlace.Of(node, value, axis);
        var layer = place == AxisPlace.Channels
            ? node.Add("ChannelPadding", [seen.Layer], new JsonObject { ["before"] = before, ["after"] = after })
            : node.Add("ZeroPadding2D", [seen.Layer], new JsonObject
            {
                ["padding"] = place == 1 ? Json.Sides(before, after, 0, 0) : Json.Sides(0, 0, before, after),
            });
        return AxisPlace.Resized(seen with { Layer = layer }, axis, place, Atom.Count(value.Axes[axis]) + before + after);
    }

    /// <summary>A border of what the image has: its outermost elements, its mirror image, or its other side.</summary>
    private static Value Repeated(ImportNode node, Value value, int axis, int before, int after, string mode)
    {
        var length = Atom.Count(value.Axes[axis]);
        if (length + before + after < 1)
            throw node.Refuse("empty tensors", $"pads of {before} and {after} for {length} elements", "at least one element has to be left");
        int Wrapped(int place, int period) => ((place % period) + period) % period;
        int Mirrored(int place)
        {
            var period = Math.Max(1, 2 * (length - 1));
            var within = Wrapped(place, period);
            return Math.Min(within, period - within);
        }

        Func<int, int> source = mode switch
        {
            "edge" => place => Math.Clamp(place, 0, length - 1),
            "reflect" => length == 1 ? _ => 0 : Mirrored,
            "wrap" => place => Wrapped(place, length),
            _ => throw node.Refuse("an unknown mode of padding", $"the mode {mode}", "constant, edge, reflect and wrap can be imported"),
        };
        return SliceOperators.Places(node, value, axis, [.. Enumerable.Range(-before, length + before + after).Select(source)]);
    }
}
