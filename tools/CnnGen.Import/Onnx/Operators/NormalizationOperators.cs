using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Normalizations, softmax and dropout.</summary>
internal static class NormalizationOperators
{
    public static void BatchNormalization(ImportNode node)
    {
        if (node.Whole("training_mode", 0) != 0)
            throw node.Refuse("a layer in training mode", "training_mode 1", "export the model for inference");
        var value = ChannelsLast(node, node.Data());
        var channels = value.Form.Channels;
        ImportedParameter Parameter(string name, int input) => new(name, [channels], PerChannel(node, input, channels));
        node.Output(value with
        {
            Layer = node.Add(
                "BatchNormalization", [value.Layer], new JsonObject { ["epsilon"] = node.Number("epsilon", 1e-5f) },
                Parameter("gamma", 1), Parameter("beta", 2), Parameter("moving_mean", 3), Parameter("moving_variance", 4)),
        });
    }

    public static void InstanceNormalization(ImportNode node)
    {
        var value = ChannelsLast(node, node.Data());
        node.Output(Groups(node, value, value.Form.Channels, PerChannel(node, 1, value.Form.Channels), PerChannel(node, 2, value.Form.Channels)));
    }

    public static void GroupNormalization(ImportNode node)
    {
        var value = ChannelsLast(node, node.Data());
        var (channels, groups) = (value.Form.Channels, (int)node.Whole("num_groups", 1));
        if (groups < 1 || channels % groups != 0)
            throw node.Refuse("invalid model", $"{groups} groups of {channels} channels", "they do not fit together");
        // Before opset 21 there is a number for each group.
        float[] Spread(int input) => node.Opset >= 21 ? PerChannel(node, input, channels)
            : [.. PerChannel(node, input, groups).SelectMany(number => Enumerable.Repeat(number, channels / groups))];
        node.Output(Groups(node, value, groups, Spread(1), Spread(2)));
    }

    public static void LayerNormalization(ImportNode node)
    {
        var value = node.Data();
        var axis = node.ImageAxis(node.Whole("axis", -1), value);
        var inner = value.Axes.Skip(axis).SelectMany(atoms => atoms).ToList();
        IReadOnlyList<Atom> rest = [.. value.Order.Where(atom => !inner.Contains(atom))];
        var ordered = node.Graph.Rearrangement.InOrder(value, [.. rest, .. inner]);
        var count = Atom.Count(inner);
        var seen = node.Graph.Rearrangement.View(ordered, rest.Count == 0 ? Form.Vector(count) : PixelsOf(ordered, count));
        var epsilon = node.Number("epsilon", 1e-5f);
        var settings = new JsonObject { ["epsilon"] = epsilon };
        var parameters = new List<ImportedParameter> { new("gamma", [count], PerChannel(node, 1, count)) };
        if (node.Has(2))
            parameters.Add(new ImportedParameter("beta", [count], PerChannel(node, 2, count)));
        else
            settings["center"] = false;
        node.Output(seen with { Layer = node.Add("LayerNormalization", [seen.Layer], settings, parameters) });
        if (node.IsUsed(1) || node.IsUsed(2))
            Statistics(node, value, Enumerable.Range(axis, value.Axes.Count - axis).ToHashSet(), epsilon);
    }

    /// <summary>(x - mean) / (standard deviation + 1e-9) over axes: all but the channels unless the node says others, which are the batch too.</summary>
    public static void MeanVarianceNormalization(ImportNode node)
    {
        var value = node.Data();
        var axes = (node.Wholes("axes") ?? [0, 2, 3]).Select(axis => node.ImageAxis(axis, value)).ToHashSet();
        var mean = ReductionOperators.Reduced(node, value, axes, ReductionOperators.Mean, keepsAxes: true);
        var deviation = Spreading.Merge(node, "Subtract", [value, mean]);
        var variance = ReductionOperators.Reduced(node, node.Activate(deviation, "square"), axes, ReductionOperators.Mean, keepsAxes: true);
        node.Output(Spreading.Merge(node, "Divide", [deviation, node.Rescale(node.Activate(variance, "sqrt"), 1, 1e-9)]));
    }

    public static void LocalResponseNormalization(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var settings = new JsonObject
        {
            ["size"] = node.Whole("size", 1),
            ["alpha"] = node.Number("alpha", 0.0001f),
            ["beta"] = node.Number("beta", 0.75f),
            ["bias"] = node.Number("bias", 1),
        };
        node.Output(input.Value with { Layer = node.Add("LocalResponseNormalization", [input.Layer], settings) });
    }

    /// <summary>Softmax: over one axis since opset 13, before that over all axes from one on.</summary>
    public static void Softmax(ImportNode node) => node.Output(OverAxes(node, node.Activate));

    public static void LogSoftmax(ImportNode node) => node.Output(OverAxes(node, (value, _) => node.Map(value, "LogSoftmax")));

    public static void Dropout(ImportNode node)
    {
        var value = node.Data();
        if (node.IsUsed(1))
            throw node.Refuse("whole numbers or truth values", "the output mask in use", "data is float from input to output");
        var ratio = node.Opset < 12 ? node.Number("ratio", 0.5f) : node.ConstantOrNull(1)?.Single() ?? 0.5f;
        if (node.Opset >= 12 && node.ConstantOrNull(2)?.Single() is > 0 && ratio > 0)
            throw node.Refuse("a layer in training mode", "training_mode true", "export the model for inference");
        node.Output(ratio is > 0 and < 1 ? node.Map(value, "Dropout", new JsonObject { ["rate"] = ratio }) : value);
    }

    private static Value OverAxes(ImportNode node, Func<Value, string, Value> layer)
    {
        var value = node.Data();
        var axis = node.ImageAxis(node.Whole("axis", node.Opset < 13 ? 1 : -1), value);
        var inner = value.Axes.Skip(axis).Take(node.Opset < 13 ? value.Axes.Count : 1).SelectMany(atoms => atoms).ToHashSet();
        IReadOnlyList<Atom> order = [.. value.Order.Where(atom => !inner.Contains(atom)), .. value.Order.Where(inner.Contains)];
        var ordered = node.Graph.Rearrangement.InOrder(value, order);
        var count = Atom.Count(inner);
        var form = count == ordered.Form.Length ? Form.Vector(count) : PixelsOf(ordered, count);
        return layer(node.Graph.Rearrangement.View(ordered, form), "softmax");
    }

    /// <summary>The value with ONNX's axis 1 as channels.</summary>
    private static Value ChannelsLast(ImportNode node, Value value)
    {
        if (value.Axes.Count == 0)
            throw node.Refuse("no axis of channels", "a tensor of one axis", "axis 1 has to be the channels");
        if (value.Axes.Count is 2 or 3)
            return SpatialInput.Of(node).Value;
        var channels = value.Axes[0];
        IReadOnlyList<Atom> rest = [.. value.Axes.Skip(1).SelectMany(axis => axis)];
        var ordered = node.Graph.Rearrangement.InOrder(value, [.. rest, .. channels]);
        return node.Graph.Rearrangement.View(ordered, rest.Count == 0 ? Form.Vector(Atom.Count(channels)) : new Form(1, Atom.Count(rest), Atom.Count(channels)));
    }

    private static Form PixelsOf(Value value, int channels) =>
        value.Form.Channels == channels && !value.Form.IsVector ? value.Form : new Form(1, value.Form.Length / channels, channels);

    private static Value Groups(ImportNode node, Value value, int groups, float[] scale, float[] bias)
    {
        var settings = new JsonObject { ["groups"] = groups, ["epsilon"] = node.Number("epsilon", 1e-5f) };
        var channels = value.Form.Channels;
        return value with
        {
            Layer = node.Add("GroupNormalization", [value.Layer], settings, new ImportedParameter("gamma", [channels], scale), new ImportedParameter("beta", [channels], bias)),
        };
    }

    /// <summary>The mean and the inverse standard deviation, where a model gives them as outputs.</summary>
    private static void Statistics(ImportNode node, Value value, HashSet<int> axes, float epsilon)
    {
        var mean = ReductionOperators.Reduced(node, value, axes, ReductionOperators.Mean, keepsAxes: true);
        node.Output(mean, 1);
        if (!node.IsUsed(2))
            return;
        var deviation = Spreading.Merge(node, "Subtract", [value, mean]);
        var variance = ReductionOperators.Reduced(node, node.Activate(deviation, "square"), axes, ReductionOperators.Mean, keepsAxes: true);
        node.Output(node.Activate(node.Activate(node.Rescale(variance, 1, epsilon), "sqrt"), "reciprocal"), 2);
    }

    private static float[] PerChannel(ImportNode node, int input, int count)
    {
        var constant = node.Constant(input);
        return constant.Length == count ? constant.ToFloats() : throw node.Refuse("invalid model", $"{constant.Length} numbers as input {input}", $"{count} are expected");
    }
}
