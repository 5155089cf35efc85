using System.Numerics;

namespace CnnGen.Import.Onnx;

/// <summary>Operators on constants, computed while importing: what exporters write around shapes and weights.</summary>
internal static class ConstantFolding
{
    private static readonly Dictionary<string, Func<ImportNode, ConstantTensor>> s_operators = new()
    {
        ["Constant"] = OfConstant,
        ["ConstantOfShape"] = OfShape,
        ["Identity"] = node => node.Constant(0),
        ["Cast"] = Cast,
        ["Reshape"] = node => node.Constant(0).Reshaped(node.ReshapeTarget(node.Constant(0).Dimensions)),
        ["Flatten"] = Flatten,
        ["Squeeze"] = node => node.Constant(0).Reshaped(node.Squeezed(node.Constant(0).Dimensions)),
        ["Unsqueeze"] = node => node.Constant(0).Reshaped(node.Unsqueezed(node.Constant(0).Dimensions)),
        ["Transpose"] = Transpose,
        ["Slice"] = Slice,
        ["Gather"] = Gather,
        ["Concat"] = Concat,
        ["Expand"] = Expand,
        ["Range"] = Range,
        ["Add"] = node => Binary(node, (a, b) => a + b, (a, b) => a + b),
        ["Sub"] = node => Binary(node, (a, b) => a - b, (a, b) => a - b),
        ["Mul"] = node => Binary(node, (a, b) => a * b, (a, b) => a * b),
        ["Div"] = node => Binary(node, (a, b) => a / b, (a, b) => b == 0 ? throw node.Refuse("invalid model", "a division by 0", "the file is damaged") : a / b),
        ["Min"] = node => Binary(node, MathF.Min, Math.Min),
        ["Max"] = node => Binary(node, MathF.Max, Math.Max),
        ["Pow"] = node => Binary(node, MathF.Pow, (a, b) => (long)Math.Pow(a, b)),
        ["Neg"] = node => Unary(node, x => -x),
        ["Abs"] = node => Unary(node, MathF.Abs),
        ["Sqrt"] = node => Unary(node, MathF.Sqrt),
        ["Exp"] = node => Unary(node, MathF.Exp),
        ["Log"] = node => Unary(node, MathF.Log),
        ["Reciprocal"] = node => Unary(node, x => 1 / x),
        ["Floor"] = node => Unary(node, MathF.Floor),
        ["Ceil"] = node => Unary(node, MathF.Ceiling),
    };

    /// <summary>Whether the operator can be computed.</summary>
    public static bool Knows(string operation) => s_operators.ContainsKey(operation);

    /// <summary>The output of a node whose inputs are all constant.</summary>
    public static ConstantTensor Compute(ImportNode node) => s_operators[node.Operator](node);

    private static ConstantTensor OfConstant(ImportNode node)
    {
        if (node.Attribute("value")?.Tensor is { } tensor)
            return ConstantTensor.Of(tensor) ?? throw node.Refuse("constants that are no numbers", $"a constant of {tensor.ElementType}", "only numbers can be imported");
        if (node.Attribute("value_float") is { } single)
            return ConstantTensor.Of([], [single.Float]);
        if (node.Attribute("value_int") is { } whole)
            return ConstantTensor.Of([], [whole.Int]);
        if (node.Attribute("value_floats") is { } floats)
            return ConstantTensor.Of([floats.Floats.Count], [.. floats.Floats]);
        if (node.Attribute("value_ints") is { } wholes)
            return ConstantTensor.Of([wholes.Ints.Count], [.. wholes.Ints]);
        throw node.Refuse("constants that are no numbers", "a constant without a value of numbers", "only numbers can be imported");
    }

    private static ConstantTensor OfShape(ImportNode node)
    {
        var dimensions = node.Whole32s(node.Constant(0).Wholes);
        var value = node.Attribute("value")?.Tensor is { } tensor ? ConstantTensor.Of(tensor) : ConstantTensor.Of([1], [0f]);
        var length = node.CountComputed(dimensions);
        if (value is null)
            throw node.Refuse("constants that are no numbers", "a constant that is no number", "only numbers can be imported");
        return value.IsFloat ? ConstantTensor.Of(dimensions, Filled(length, value.Floats[0])) : ConstantTensor.Of(dimensions, Filled(length, value.Wholes[0]));
    }

    private static ConstantTensor Cast(ImportNode node)
    {
        var value = node.Constant(0);
        node.CountComputed(value.Dimensions);
        return (OnnxElementType)node.Whole("to", 0) switch
        {
            OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16 => ConstantTensor.Of(value.Dimensions, value.ToFloats()),
            OnnxElementType.Bool => ConstantTensor.Of(value.Dimensions, value.IsFloat ? Array.ConvertAll(value.Floats, x => x != 0 ? 1L : 0) : Array.ConvertAll(value.Wholes, x => x != 0 ? 1L : 0)),
            OnnxElementType.String or OnnxElementType.Undefined => throw node.Refuse("constants that are no numbers", "a cast to texts", "only numbers can be imported"),
            _ => ConstantTensor.Of(value.Dimensions, value.IsFloat ? Array.ConvertAll(value.Floats, x => (long)x) : value.Wholes),
        };
    }

    private static ConstantTensor Flatten(ImportNode node)
    {
        var value = node.Constant(0);
        var axis = (int)Math.Clamp(node.Whole("axis", 1) is var at && at < 0 ? at + value.Rank : at, 0, value.Rank);
        return value.Reshaped([value.Dimensions.Take(axis).Aggregate(1, (a, b) => a * b), value.Dimensions.Skip(axis).Aggregate(1, (a, b) => a * b)]);
    }

    private static ConstantTensor Transpose(ImportNode node)
    {
        var value = node.Constant(0);
        var order = node.Permutation(value.Rank);
        var steps = Indexing.Steps(value.Dimensions);
        int[] dimensions = [.. order.Select(axis => value.Dimensions[axis])];
        node.CountComputed(dimensions);
        return value.Taken(dimensions, Indexing.Walk(dimensions, [.. order.Select(axis => steps[axis])]));
    }

    private static ConstantTensor Slice(ImportNode node)
    {
        var value = node.Constant(0);
        var ranges = SliceRange.OfNode(node, value.Dimensions);
        var steps = Indexing.Steps(value.Dimensions);
        int[] dimensions = [.. ranges.Select(range => range.Count)];
        var start = ranges.Zip(steps, (range, step) => range.Begin * step).Sum();
        node.CountComputed(dimensions);
        return value.Taken(dimensions, Indexing.Walk(dimensions, [.. ranges.Zip(steps, (range, step) => range.Step * step)], start));
    }

    private static ConstantTensor Gather(ImportNode node)
    {
        var (value, indices) = (node.Constant(0), node.Constant(1));
        var axis = node.Axis(node.Whole("axis", 0), value.Rank);
        int[] places = [.. indices.Wholes.Select(index => node.Index(index, value.Dimensions[axis]))];
        int[] dimensions = [.. value.Dimensions.Take(axis), .. indices.Dimensions, .. value.Dimensions.Skip(axis + 1)];
        var steps = Indexing.Steps(value.Dimensions);
        node.CountComputed(dimensions);
        var before = Indexing.Walk([.. value.Dimensions.Take(axis)], steps);
        var behind = Indexing.Walk([.. value.Dimensions.Skip(axis + 1)], [.. steps.Skip(axis + 1)]);
        return value.Taken(dimensions, [.. from b in before from p in places from e in behind select b + (p * steps[axis]) + e]);
    }

    private static ConstantTensor Concat(ImportNode node)
    {
        ConstantTensor[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Constant)];
        var axis = parts.Length == 0 ? 0 : node.Axis(node.Whole("axis", 0), parts[0].Rank);
        int[] dimensions = [.. parts[0].Dimensions];
        dimensions[axis] = parts.Sum(part => part.Dimensions[axis]);
        if (parts.Any(part => part.Rank != dimensions.Length || part.Dimensions.Where((d, i) => i != axis && d != dimensions[i]).Any() || part.IsFloat != parts[0].IsFloat))
            throw node.Refuse("invalid model", "constants that do not fit together", "the file is damaged");
        node.CountComputed(dimensions);
        var outer = dimensions.Take(axis).Aggregate(1, (a, b) => a * b);
        return parts[0].IsFloat
            ? ConstantTensor.Of(dimensions, Joined(outer, parts, part => part.Floats))
            : ConstantTensor.Of(dimensions, Joined(outer, parts, part => part.Wholes));
    }

    private static T[] Joined<T>(int outer, ConstantTensor[] parts, Func<ConstantTensor, T[]> values)
    {
        var result = new T[parts.Sum(part => part.Length)];
        var place = 0;
        for (var i = 0; i < outer; i++)
        {
            foreach (var part in parts)
            {
                var length = part.Length / outer;
                values(part).AsSpan(i * length, length).CopyTo(result.AsSpan(place));
                place += length;
            }
        }

        return result;
    }

    private static ConstantTensor Expand(ImportNode node)
    {
        var value = node.Constant(0);
        var dimensions = Indexing.Broadcast(value.Dimensions, node.Whole32s(node.Constant(1).Wholes)) ?? throw node.Refuse("invalid model", "shapes that do not fit", "the file is damaged");
        node.CountComputed(dimensions);
        return value.Taken(dimensions, Indexing.Spread(value.Dimensions, dimensions));
    }

    private static ConstantTensor Range(ImportNode node)
    {
        var (start, limit, delta) = (node.Constant(0), node.Constant(1), node.Constant(2));
        if (start.Length != 1 || limit.Length != 1 || delta.Length != 1)
            throw node.Refuse("invalid model", "a range without a start, a limit or a step", "one number each is expected");
        if (start.IsFloat)
        {
            var count = Count((limit.Floats[0] - (double)start.Floats[0]) / delta.Floats[0]);
            return ConstantTensor.Of([count], [.. Enumerable.Range(0, count).Select(i => start.Floats[0] + (i * delta.Floats[0]))]);
        }

        var wholes = Count((limit.Wholes[0] - (double)start.Wholes[0]) / delta.Wholes[0]);
        return ConstantTensor.Of([wholes], [.. Enumerable.Range(0, wholes).Select(i => start.Wholes[0] + (i * delta.Wholes[0]))]);

        int Count(double exact)
        {
            var count = Math.Max(0, Math.Ceiling(exact));
            return count <= int.MaxValue ? node.CountComputed([(int)count]) : throw node.Refuse("beyond a limit", $"a range of {count} numbers", $"there may be {int.MaxValue}");
        }
    }

    private static ConstantTensor Binary(ImportNode node, Func<float, float, float> ofFloats, Func<long, long, long> ofWholes)
    {
        var result = node.Constant(0);
        for (var i = 1; i < node.InputCount; i++)
        {
            var (a, b) = (result, node.Constant(i));
            var dimensions = Indexing.Broadcast(a.Dimensions, b.Dimensions) ?? throw node.Refuse("invalid model", "shapes that do not fit", "the file is damaged");
            node.CountComputed(dimensions);
            var (left, right) = (Indexing.Spread(a.Dimensions, dimensions), Indexing.Spread(b.Dimensions, dimensions));
            result = a.IsFloat || b.IsFloat
                ? ConstantTensor.Of(dimensions, Zip(left, right, a.ToFloats(), b.ToFloats(), ofFloats))
                : ConstantTensor.Of(dimensions, Zip(left, right, a.Wholes, b.Wholes, ofWholes));
        }

        return result;
    }

    private static T[] Zip<T>(int[] left, int[] right, T[] a, T[] b, Func<T, T, T> function)
        where T : INumber<T>
    {
        var result = new T[left.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = function(a[left[i]], b[right[i]]);
        return result;
    }

    private static ConstantTensor Unary(ImportNode node, Func<float, float> function)
    {
        var value = node.Constant(0);
        node.CountComputed(value.Dimensions);
        return value.IsFloat
            ? ConstantTensor.Of(value.Dimensions, Array.ConvertAll(value.Floats, x => function(x)))
            : ConstantTensor.Of(value.Dimensions, Array.ConvertAll(value.Wholes, x => (long)function(x)));
    }

    private static T[] Filled<T>(int length, T value)
    {
        var values = new T[length];
        Array.Fill(values, value);
        return values;
    }
}
