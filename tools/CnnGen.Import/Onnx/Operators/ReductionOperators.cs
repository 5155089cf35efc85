using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Means, sums, maxima and minima over axes, as poolings over all of them.</summary>
internal static class ReductionOperators
{
    public const string Mean = "AveragePooling2D";

    public const string Maximum = "MaxPooling2D";

    public static void Reduce(ImportNode node)
    {
        var value = node.Data();
        var given = node.AxesOf(node.Operator == "ReduceSum" ? 13 : 18, 1) ?? [];
        if (given.Length == 0 && node.Whole("noop_with_empty_axes", 0) != 0)
        {
            node.Output(node.Operator is "ReduceSumSquare" ? node.Activate(value, "square") : value);
            return;
        }

        if (given.Length == 0)
            throw node.OnBatch();
        var axes = given.Select(axis => node.ImageAxis(axis, value)).ToHashSet();
        var keepsAxes = node.Whole("keepdims", 1) != 0;
        Value Over(Value from, string kind) => Reduced(node, from, axes, kind, keepsAxes);
        Value Sum(Value from) => node.Rescale(Over(from, Mean), axes.Select(axis => Atom.Count(value.Axes[axis])).Aggregate(1, (a, b) => a * b));
        node.Output(node.Operator switch
        {
            "ReduceMean" => Over(value, Mean),
            "ReduceSum" => Sum(value),
            "ReduceMax" => Over(value, Maximum),
            "ReduceMin" => node.Activate(Over(node.Activate(value, "negative"), Maximum), "negative"),
            "ReduceL1" => Sum(node.Activate(value, "abs")),
            "ReduceL2" => node.Activate(Sum(node.Activate(value, "square")), "sqrt"),
            "ReduceSumSquare" => Sum(node.Activate(value, "square")),
            "ReduceLogSum" => node.Activate(Sum(value), "log"),
            _ => node.Activate(Sum(node.Activate(value, "exponential")), "log"),
        });
    }

    /// <summary>A norm over one axis, by which each element is divided.</summary>
    public static void LpNormalization(ImportNode node)
    {
        var value = node.Data();
        var axis = node.ImageAxis(node.Whole("axis", -1), value);
        var p = node.Whole("p", 2);
        var mean = Reduced(node, PowerOperators.AbsolutePower(node, value, p), [axis], Mean, keepsAxes: true);
        var norm = PowerOperators.Root(node, node.Rescale(mean, Atom.Count(value.Axes[axis])), p);
        node.Output(Spreading.Merge(node, "Divide", [value, norm]));
    }

    /// <summary>The pooling of a kind over whole axes.</summary>
    public static Value Reduced(ImportNode node, Value value, HashSet<int> axes, string kind, bool keepsAxes)
    {
        var reduced = axes.SelectMany(axis => value.Axes[axis]).ToHashSet();
        var result = value with
        {
            Axes = [.. value.Axes.Select((axis, i) => axes.Contains(i) ? [] : axis).Where((_, i) => keepsAxes || !axes.Contains(i))],
            Order = [.. value.Order.Where(atom => !reduced.Contains(atom))],
        };
        if (reduced.Count == 0)
            return result;

        // What is left stands before and behind what is pooled, if that lies together; else what is pooled comes first.
        var first = value.Order.TakeWhile(atom => !reduced.Contains(atom)).ToList();
        var last = value.Order.Reverse().TakeWhile(atom => !reduced.Contains(atom)).Reverse().ToList();
        if (first.Count + last.Count != result.Order.Count)
        {
            value = node.Graph.Rearrangement.InOrder(value, [.. value.Order.Where(reduced.Contains), .. result.Order]);
            (first, last) = ([], [.. result.Order]);
        }

        var (rows, count, channels) = (Atom.Count(first), Atom.Count(reduced), Atom.Count(last));
        if (rows == 1)
        {
            var form = value.Form.Channels == channels && !value.Form.IsVector ? value.Form : new Form(1, count, channels);
            var seen = node.Graph.Rearrangement.View(value, form);
            return result with { Layer = node.Add(kind.Insert(0, "Global"), [seen.Layer]), Form = Form.Vector(channels) };
        }

        if (count > 4096)
            throw node.Refuse("a reduction over many elements beside others", $"{count} elements", "at most 4096 can be imported");
        var image = node.Graph.Rearrangement.View(value, new Form(rows, count, channels));
        return result with { Layer = node.Add(kind, [image.Layer], new JsonObject { ["pool_size"] = Json.Of([1, count]) }), Form = new Form(rows, 1, channels) };
    }
}
