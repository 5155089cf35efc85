using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Functions of several tensors, element by element, spread over each other.</summary>
internal static class ArithmeticOperators
{
    public static void Add(ImportNode node) => Merge(node, "Add", (value, constant) => Affine(node, value, null, constant));

    public static void Sub(ImportNode node)
    {
        if (node.IsConstant(0))
            Output(node, 1, value => Affine(node, value, SpreadConstant.Of(node, node.Constant(0), value).Select(_ => -1), SpreadConstant.Of(node, node.Constant(0), value)));
        else
            Merge(node, "Subtract", (value, constant) => Affine(node, value, null, constant.Select(x => -x)));
    }

    public static void Mul(ImportNode node) => Merge(node, "Multiply", (value, constant) => Affine(node, value, constant, null));

    public static void Div(ImportNode node)
    {
        if (node.IsConstant(0))
            Output(node, 1, value => Affine(node, node.Activate(value, "reciprocal"), SpreadConstant.Of(node, node.Constant(0), value), null));
        else
            Merge(node, "Divide", (value, constant) => Affine(node, value, constant.Select(x => 1 / x), null));
    }

    public static void Mean(ImportNode node)
    {
        var count = node.InputCount;
        if (Enumerable.Range(0, count).Any(node.IsConstant))
            node.Output(node.Rescale(Sum(node), 1.0 / count));
        else
            Merge(node, "Average", (_, _) => throw new InvalidOperationException());
    }

    public static void Max(ImportNode node) => Merge(node, "Maximum", (value, constant) => Bounded(node, value, constant, least: true));

    public static void Min(ImportNode node) => Merge(node, "Minimum", (value, constant) => Bounded(node, value, constant, least: false));

    /// <summary>x * scale + offset with numbers of the model, which become a bias where the layer before has none.</summary>
    public static Value Affine(ImportNode node, Value value, SpreadConstant? scale, SpreadConstant? offset)
    {
        if (scale?.IsScalar != false && offset?.IsScalar != false)
            return node.Rescale(value, scale?.Values[0] ?? 1, offset?.Values[0] ?? 0);
        if (scale is not null && offset is not null && scale.Shape != offset.Shape)
            (scale, offset) = (scale.ForEach(), offset.ForEach());
        var settings = new JsonObject();
        int[] shared = [.. (scale ?? offset)!.SharedAxes];
        if (shared.Length > 0)
            settings["shared_axes"] = Json.Of(shared);
        var parameters = new List<ImportedParameter>();
        if (scale is null)
            settings["scale"] = false;
        else
            parameters.Add(scale.Parameter("gamma"));
        if (offset is null)
            settings["center"] = false;
        else
            parameters.Add(offset.Parameter("beta"));
        return value with { Layer = node.Add("Affine", [value.Layer], settings, parameters) };
    }

    private static Value Sum(ImportNode node) => Merged(node, "Add", (value, constant) => Affine(node, value, null, constant));

    private static void Merge(ImportNode node, string kind, Func<Value, SpreadConstant, Value> withConstant) => node.Output(Merged(node, kind, withConstant));

    /// <summary>The inputs that depend on the network's input as one layer; then the constants one by one.</summary>
    private static Value Merged(ImportNode node, string kind, Func<Value, SpreadConstant, Value> withConstant)
    {
        Value[] values = [.. Enumerable.Range(0, node.InputCount).Where(i => !node.IsConstant(i)).Select(node.Data)];
        var value = values.Length switch
        {
            0 => node.Data(),
            1 => values[0],
            _ => Spreading.Merge(node, kind, values),
        };
        foreach (var i in Enumerable.Range(0, node.InputCount).Where(node.IsConstant))
        {
            var constant = node.Constant(i);
            if (kind == "Add" && i == 1 && node.InputCount == 2 && BiasFolding.TryAdd(node, value, constant))
                return value;
            value = withConstant(value, SpreadConstant.Of(node, constant, value));
        }

        return value;
    }

    private static void Output(ImportNode node, int input, Func<Value, Value> function) => node.Output(function(node.Data(input)));

    private static Value Bounded(ImportNode node, Value value, SpreadConstant bound, bool least)
    {
        if (!bound.IsScalar)
            throw node.Refuse("bounds that differ", "a bound for each element", "one number for all elements can be imported");
        if (!float.IsFinite(bound.Values[0]))
            throw node.Refuse("numbers that are not finite", $"a bound of {bound.Values[0]}", "finite numbers can be imported");
        return node.Map(value, "Clip", new JsonObject
        {
            ["min"] = ActivationOperators.Bound(least ? bound.Values[0] : float.MinValue),
            ["max"] = ActivationOperators.Bound(least ? float.MaxValue : bound.Values[0]),
        });
    }
}
