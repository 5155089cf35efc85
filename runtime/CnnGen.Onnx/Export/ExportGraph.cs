namespace CnnGen.Onnx.Export;

/// <summary>The graph while layers are added to it: nodes, constants, and changes of layout where a layer needs one.</summary>
internal sealed class ExportGraph
{
    private static readonly long[] s_toChannelsFirst = [0, 3, 1, 2];
    private static readonly long[] s_toChannelsLast = [0, 2, 3, 1];

    private readonly List<(string Name, string Operator, TensorName[] Inputs, TensorName Output, OnnxAttribute[] Attributes)> _nodes = [];
    private readonly List<(TensorName Name, Func<string, OnnxTensor> Make)> _constants = [];
    private readonly Dictionary<(ExportValue Value, Layout Layout), ExportValue> _converted = [];
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);

    /// <summary>Adds a node for the layer; the first one of a layer is called like it.</summary>
    public TensorName Node(string layer, string operation, IReadOnlyList<TensorName> inputs, params OnnxAttribute[] attributes)
    {
        var step = $"{layer}/{operation.ToLowerInvariant()}";
        var output = new TensorName(step);
        _nodes.Add((Unique(_nodeNames, _nodeNames.Contains(layer) ? step : layer), operation, [.. inputs], output, attributes));
        return output;
    }

    /// <summary>Adds a node whose output has the shape and layout of its first input.</summary>
    /// <param name="others">Its other inputs.</param>
    public ExportValue Map(string layer, ExportValue value, string operation, IReadOnlyList<TensorName> others, params OnnxAttribute[] attributes) =>
        value with { Name = Node(layer, operation, [value.Name, .. others], attributes), Owner = layer };

    /// <inheritdoc cref="Map(string, ExportValue, string, IReadOnlyList{TensorName}, OnnxAttribute[])"/>
    public ExportValue Map(string layer, ExportValue value, string operation, params OnnxAttribute[] attributes) => Map(layer, value, operation, [], attributes);

    /// <summary>A number.</summary>
    public TensorName Scalar(string layer, string name, double value) =>
        Constant($"{layer}/{name}", final => OnnxTensor.Of(final, [], [(float)value]));

    /// <summary>Whole numbers: a shape, places, sizes.</summary>
    public TensorName Whole(string layer, string name, params long[] values) =>
        Constant($"{layer}/{name}", final => OnnxTensor.Of(final, [values.Length], values));

    /// <summary>A constant that is made when its name is known.</summary>
    public TensorName Constant(string name, Func<string, OnnxTensor> make)
    {
        var constant = new TensorName(name);
        _constants.Add((constant, make));
        return constant;
    }

    /// <summary>An image as [N, channels, height, width].</summary>
    public ExportValue ChannelsFirst(ExportValue image) => Convert(image, Layout.ChannelsFirst);

    /// <summary>An image as [N, height, width, channels]; a vector in the network's own order. Channels are the last axis of both.</summary>
    public ExportValue ChannelsLast(ExportValue value) => value.Layout == Layout.Vector ? InOrder(value) : Convert(value, Layout.ChannelsLast);

    /// <summary>An image as [N, channels, height, width]; a vector in the network's own order. Channels are the second axis of both.</summary>
    public ExportValue ChannelsSecond(ExportValue value) => value.Layout == Layout.Vector ? InOrder(value) : Convert(value, Layout.ChannelsFirst);

    /// <summary>Several values in one layout: that of all of them, else channels first; vectors in one order.</summary>
    public IReadOnlyList<ExportValue> OneLayout(IReadOnlyList<ExportValue> values)
    {
        var (layout, order) = (values[0].Layout, values[0].ChannelsFirstOf);
        if (values.All(value => value.Layout == layout && value.ChannelsFirstOf == order))
            return values;
        return [.. values.Select(ChannelsSecond)];
    }

    /// <summary>A vector whose elements are in the network's own order.</summary>
    public ExportValue InOrder(ExportValue vector)
    {
        if (vector.ChannelsFirstOf is not { } image)
            return vector;
        if (_converted.TryGetValue((vector, Layout.Vector), out var known))
            return known;
        var owner = vector.Owner + "/in_order";
        var apart = Node(owner, "Reshape", [vector.Name, Whole(owner, "shape", 0, image.Channels, image.Height, image.Width)]);
        var turned = Node(owner, "Transpose", [apart], OnnxAttribute.Of("perm", s_toChannelsLast));
        var flat = vector with { Name = Node(owner, "Flatten", [turned], OnnxAttribute.Of("axis", 1)), ChannelsFirstOf = null };
        _converted.Add((vector, Layout.Vector), flat);
        return flat;
    }

    /// <summary>Gives every tensor its name, in the order of importance, and makes the graph.</summary>
    /// <param name="wanted">The tensors whose names matter, with those names.</param>
    public (List<OnnxNode> Nodes, List<OnnxTensor> Constants) Finish(IEnumerable<(TensorName Tensor, string Name)> wanted)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var all = wanted.Concat(_constants.Select(constant => (constant.Name, constant.Name.Text))).Concat(_nodes.Select(node => (node.Output, node.Output.Text)));
        foreach (var (tensor, name) in all)
        {
            if (tensor.IsFinal)
                continue;
            (tensor.Text, tensor.IsFinal) = (Unique(names, name), true);
        }

        var nodes = _nodes.ConvertAll(node => new OnnxNode
        {
            Name = node.Name,
            OpType = node.Operator,
            Inputs = [.. node.Inputs.Select(input => input.Text)],
            Outputs = [node.Output.Text],
            Attributes = node.Attributes,
        });
        return (nodes, _constants.ConvertAll(constant => constant.Make(constant.Name.Text)));
    }

    private ExportValue Convert(ExportValue image, Layout layout)
    {
        if (image.Layout == layout)
            return image;
        if (_converted.TryGetValue((image, layout), out var known))
            return known;
        var result = image with { Layout = layout };
        var owner = $"{image.Owner}/{(layout == Layout.ChannelsFirst ? "channels_first" : "channels_last")}";
        // The elements need not move where there is one channel or one pixel.
        var name = image.Shape.HasOneOrder
            ? Node(owner, "Reshape", [image.Name, Whole(owner, "shape", [0, .. result.Dimensions])])
            : Node(owner, "Transpose", [image.Name], OnnxAttribute.Of("perm", layout == Layout.ChannelsFirst ? s_toChannelsFirst : s_toChannelsLast));
        result = result with { Name = name };
        _converted.Add((image, layout), result);
        _converted.Add((result, image.Layout), image);
        return result;
    }

    private static string Unique(HashSet<string> used, string name)
    {
        var unique = name;
        for (var n = 2; !used.Add(unique); n++)
            unique = $"{name}_{n}";
        return unique;
    }
}
