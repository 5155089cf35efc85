namespace CnnGen.Import.Onnx;

/// <summary>Several values as one layer needs them: in one order, with one row or column where one stands for all.</summary>
internal static class Spreading
{
    /// <summary>A merging layer over the values.</summary>
    public static Value Merge(ImportNode node, string kind, IReadOnlyList<Value> values)
    {
        var rank = values.Max(value => value.Axes.Count);
        // Missing axes stand in front; what has fewer axes has no batch.
        if (values.Any(value => value.Axes.Count != rank))
            throw node.Refuse("data of different numbers of axes", $"tensors of {string.Join(" and ", values.Select(value => value.Rank))} axes", "add the missing axes by Unsqueeze");
        var aligned = Align(node, values);
        var first = aligned[0];
        var axes = Enumerable.Range(0, rank).Select(axis => aligned.Select(value => value.Axes[axis]).MaxBy(atoms => Atom.Count(atoms))!).ToArray();
        var largest = aligned.MaxBy(value => value.Order.Count)!;
        if (aligned.All(value => value.Order.Count == first.Order.Count && value.Order.All(first.Order.Contains)))
        {
            var form = first.Form;
            var inputs = aligned.Select(value => node.Graph.Rearrangement.View(value, form).Layer).ToList();
            return first with { Layer = node.Add(kind, inputs) };
        }

        // Every atom of the result is in all values, or in some: runs of either become rows, columns and channels.
        var order = axes.SelectMany(axis => axis).ToHashSet();
        IReadOnlyList<Atom> all = largest.Order.Count == order.Count ? largest.Order : [.. axes.SelectMany(axis => axis)];
        all = SpreadLast(all, aligned) ? [.. all.Where(atom => !IsInAll(atom, aligned)), .. all.Where(atom => IsInAll(atom, aligned))] : all;
        var runs = Runs(all, aligned);
        // What is spread over the last elements stands before one channel.
        if (!IsInAll(runs[^1][0], aligned))
            runs.Add([]);
        if (runs.Count > 3)
            throw node.Refuse("data that is spread over channels", "tensors that are spread over each other along the channels", "spread along height and width is what can be imported");
        while (runs.Count < 3)
            runs.Insert(0, []);
        var parts = aligned.Select(value =>
        {
            var own = node.Graph.Rearrangement.InOrder(value, [.. all.Where(value.Order.Contains)]);
            int Side(int run) => Atom.Count(runs[run].Where(value.Order.Contains));
            return node.Graph.Rearrangement.View(own, new Form(Side(0), Side(1), Side(2))).Layer;
        }).ToList();
        return new Value(node.Add(kind, parts), axes, all, new Form(Atom.Count(runs[0]), Atom.Count(runs[1]), Atom.Count(runs[2])));
    }

    /// <summary>The values with the same atoms for axes of equal length, in the order of the first that has most of them.</summary>
    private static List<Value> Align(ImportNode node, IReadOnlyList<Value> values)
    {
        var result = values.Select(value => SameAtoms(node, value, values)).ToList();
        var most = result.MaxBy(value => value.Order.Count)!;
        return result.ConvertAll(value => value.Order.Count == most.Order.Count && value.Order.All(most.Order.Contains)
            ? node.Graph.Rearrangement.InOrder(value, most.Order)
            : value);
    }

    /// <summary>The value with axes of the atoms that the longest and most divided axes have.</summary>
    private static Value SameAtoms(ImportNode node, Value value, IReadOnlyList<Value> values)
    {
        var axes = value.Axes.ToArray();
        var changes = new Dictionary<Atom, IReadOnlyList<Atom>>();
        for (var axis = 0; axis < axes.Length; axis++)
        {
            var own = axes[axis];
            var leader = values.Select(other => other.Axes[axis]).OrderByDescending(atoms => Atom.Count(atoms)).ThenByDescending(atoms => atoms.Count).First();
            if (own.Count == 0 || own.SequenceEqual(leader))
                continue;
            if (Atom.Count(own) != Atom.Count(leader))
                throw node.Refuse("invalid model", $"axes of {Atom.Count(own)} and {Atom.Count(leader)} elements", "they do not fit together");
            if (own.Count == 1)
            {
                changes[own[0]] = leader;
            }
            else if (own.Select(atom => atom.Size).SequenceEqual(leader.Select(atom => atom.Size)))
            {
                foreach (var (atom, other) in own.Zip(leader))
                    changes[atom] = [other];
            }
            else
            {
                // Divided in another way: in ONNX's order the axis is in one piece again.
                return SameAtoms(node, Regrouping.InOrder(node.Graph.Rearrangement.InOrder(value), value.Dimensions), values);
            }

            axes[axis] = leader;
        }

        return value with { Axes = axes, Order = [.. value.Order.SelectMany(atom => changes.GetValueOrDefault(atom, [atom]))] };
    }

    private static bool IsInAll(Atom atom, List<Value> values) => values.All(value => value.Order.Contains(atom));

    private static bool SpreadLast(IReadOnlyList<Atom> order, List<Value> values) => !IsInAll(order[^1], values);

    private static List<List<Atom>> Runs(IReadOnlyList<Atom> order, List<Value> values)
    {
        var runs = new List<List<Atom>>();
        string Pattern(Atom atom) => string.Concat(values.Select(value => value.Order.Contains(atom) ? '1' : '0'));
        foreach (var atom in order)
        {
            if (runs.Count > 0 && Pattern(runs[^1][0]) == Pattern(atom))
                runs[^1].Add(atom);
            else
                runs.Add([atom]);
        }

        return runs;
    }
}
