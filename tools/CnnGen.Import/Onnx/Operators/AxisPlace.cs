namespace CnnGen.Import.Onnx;

/// <summary>Where an axis of ONNX is in the shape of a layer: 1 is the height, 2 the width, 3 the channels.</summary>
internal static class AxisPlace
{
    public const int Channels = 3;

    /// <summary>The value with an axis as height, width or channels of its layer: as it is where it is one, else in another shape or order.</summary>
    public static (int Place, Value Seen) Of(ImportNode node, Value value, int axis)
    {
        var atoms = value.Axes[axis];
        if (atoms.Count == 0)
        {
            // An axis of one element: the channels of an image of one channel, else in front of all others, where it moves nothing.
            if (axis == 0 && value.Form is { IsVector: false, Channels: 1 })
                return (Channels, value);
            var open = value.Form is { IsVector: false, Height: 1 } ? value.Form : new Form(1, value.Form.Height * value.Form.Width, value.Form.Channels);
            return (1, node.Graph.Rearrangement.View(value, open));
        }

        if (!LieTogether(value.Order, atoms))
            value = node.Graph.Rearrangement.InOrder(value);
        var begin = value.Order.ToList().IndexOf(atoms[0]);
        var (before, length, behind) = (Atom.Count(value.Order.Take(begin)), Atom.Count(atoms), Atom.Count(value.Order.Skip(begin + atoms.Count)));
        var form = value.Form;
        if (behind == 1 && form.Channels == length)
            return (Channels, value);
        if (!form.IsVector && form.Width == length && form.Channels == behind)
            return (2, value);
        if (!form.IsVector && form.Height == length && form.Width * form.Channels == behind)
            return (1, value);
        return behind == 1
            ? (Channels, node.Graph.Rearrangement.View(value, before == 1 ? Form.Vector(length) : new Form(1, before, length)))
            : (2, node.Graph.Rearrangement.View(value, new Form(before, length, behind)));
    }

    /// <summary>A value whose axis is the channels, with this axis as its width.</summary>
    public static (int Place, Value Seen) AsColumns(ImportNode node, Value value, int length) =>
        (2, node.Graph.Rearrangement.View(value, new Form(value.Form.Length / length, length, 1)));

    /// <summary>Another value in the order and shape of a first one, but for the length of one axis.</summary>
    public static Value Like(ImportNode node, Value value, int axis, Value first, int place)
    {
        var axes = value.Axes.ToArray();
        var map = new Dictionary<Atom, Atom>();
        for (var i = 0; i < axes.Length; i++)
        {
            if (i == axis)
                continue;
            if (!axes[i].Select(atom => atom.Size).SequenceEqual(first.Axes[i].Select(atom => atom.Size)))
            {
                if (Atom.Count(axes[i]) != Atom.Count(first.Axes[i]))
                    throw node.Refuse("invalid model", $"axes of {Atom.Count(axes[i])} and {Atom.Count(first.Axes[i])} elements", "they do not fit together");
                throw node.Refuse("parts of axes that are divided differently", "tensors that were reshaped in different ways", "put a Reshape before it");
            }

            foreach (var (own, other) in axes[i].Zip(first.Axes[i]))
                map[own] = other;
            axes[i] = first.Axes[i];
        }

        var same = value with { Axes = axes, Order = [.. value.Order.Select(atom => map.GetValueOrDefault(atom, atom))] };
        var target = Replaced(first.Order, first.Axes[axis], same.Axes[axis], place);
        var ordered = node.Graph.Rearrangement.InOrder(same, target);
        return node.Graph.Rearrangement.View(ordered, WithLength(first.Form, place, Atom.Count(same.Axes[axis])));
    }

    /// <summary>The value after its axis has got another length.</summary>
    public static Value Resized(Value value, int axis, int place, int length)
    {
        var atoms = Atom.Axis(length);
        var axes = value.Axes.ToArray();
        axes[axis] = atoms;
        return value with { Axes = axes, Order = Replaced(value.Order, value.Axes[axis], atoms, place), Form = WithLength(value.Form, place, length) };
    }

    /// <summary>The order with the atoms of an axis in the place of others. Where there were none, channels come last, and all else first.</summary>
    private static IReadOnlyList<Atom> Replaced(IReadOnlyList<Atom> order, IReadOnlyList<Atom> old, IReadOnlyList<Atom> atoms, int place)
    {
        if (old.Count == 0)
            return place == Channels ? [.. order, .. atoms] : [.. atoms, .. order];
        return [.. order.SelectMany(atom => atom == old[0] ? atoms : old.Contains(atom) ? [] : [atom])];
    }

    private static Form WithLength(Form form, int place, int length) => place switch
    {
        1 => form with { Height = length },
        2 => form with { Width = length },
        _ => form with { Channels = length },
    };

    private static bool LieTogether(IReadOnlyList<Atom> order, IReadOnlyList<Atom> atoms)
    {
        var begin = order.ToList().IndexOf(atoms[0]);
        return begin + atoms.Count <= order.Count && order.Skip(begin).Take(atoms.Count).SequenceEqual(atoms);
    }
}
