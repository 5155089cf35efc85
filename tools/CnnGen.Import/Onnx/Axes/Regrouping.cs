namespace CnnGen.Import.Onnx;

/// <summary>Other dimensions for the same elements: axes that become one, or several, without anything that moves.</summary>
internal static class Regrouping
{
    /// <summary>The value with new dimensions; null where an axis of one side would begin inside an axis of the other, so that only elements in ONNX's order can be read so.</summary>
    public static Value? Of(Value value, IReadOnlyList<int> dimensions)
    {
        var pending = new Queue<Atom>(value.Logical);
        var splits = new Dictionary<Atom, IReadOnlyList<Atom>>();
        var axes = new List<IReadOnlyList<Atom>>();
        Atom? rest = null;
        Atom? whole = null;
        foreach (var dimension in dimensions)
        {
            var axis = new List<Atom>();
            for (var missing = dimension; missing > 1;)
            {
                if (rest is null)
                    (whole, rest) = (pending.Peek(), pending.Dequeue());
                if (missing % rest.Size == 0)
                {
                    axis.Add(rest);
                    missing /= rest.Size;
                    if (rest != whole)
                        splits[whole!] = [.. splits[whole!], rest];
                    rest = null;
                    continue;
                }

                if (rest.Size % missing != 0)
                    return null;
                var part = new Atom(missing);
                axis.Add(part);
                splits[whole!] = [.. splits.GetValueOrDefault(whole!, []), part];
                rest = new Atom(rest.Size / missing);
                missing = 1;
            }

            axes.Add(axis);
        }

        return value with { Axes = axes, Order = [.. value.Order.SelectMany(atom => splits.GetValueOrDefault(atom, [atom]))] };
    }

    /// <summary>Elements that lie in ONNX's order, with new dimensions whatever the old ones were.</summary>
    public static Value InOrder(Value value, IReadOnlyList<int> dimensions)
    {
        IReadOnlyList<Atom>[] axes = [.. dimensions.Select(Atom.Axis)];
        return value with { Axes = axes, Order = [.. axes.SelectMany(axis => axis)] };
    }
}
