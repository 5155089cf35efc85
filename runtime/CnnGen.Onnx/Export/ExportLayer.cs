namespace CnnGen.Onnx.Export;

/// <summary>A layer that is to be exported.</summary>
/// <param name="Inputs">What it reads.</param>
internal sealed record ExportLayer(Network Network, LayerDescription Description, LayerSettings Settings, IReadOnlyList<ExportValue> Inputs, ExportGraph Graph)
{
    public string Name => Description.Name;

    public ExportValue Input => Inputs[0];

    public ImageShape OutputShape => ImageShape.Of(Description.OutputShape);

    /// <summary>The output as an image in ONNX's layout.</summary>
    public ExportValue Image(TensorName name) => new(name, Name, Layout.ChannelsFirst, OutputShape);

    /// <summary>The output as a vector in the network's own order.</summary>
    public ExportValue Vector(TensorName name) => new(name, Name, Layout.Vector, OutputShape);

    /// <summary>Adds a node.</summary>
    public TensorName Node(string operation, IReadOnlyList<TensorName> inputs, params OnnxAttribute[] attributes) => Graph.Node(Name, operation, inputs, attributes);

    /// <summary>Whether the layer has a parameter of this name.</summary>
    public bool Has(string parameter) => IndexOf(parameter) >= 0;

    /// <summary>A parameter: "kernel".</summary>
    public WeightTensor Parameter(string parameter) => new(Network, IndexOf(parameter));

    /// <summary>A parameter as it is.</summary>
    public TensorName Weights(string parameter)
    {
        var shape = Parameter(parameter).Shape.ToArray();
        return Weights(parameter, shape, [.. Enumerable.Range(0, shape.Length)], [.. shape.Select(dimension => (long)dimension)]);
    }

    /// <summary>A parameter with its axes in another order.</summary>
    /// <param name="view">The parameter's dimensions, as far apart as the new order needs them.</param>
    /// <param name="order">The axis of <paramref name="view"/> that each axis becomes.</param>
    /// <param name="shape">The dimensions of the result.</param>
    public TensorName Weights(string parameter, int[] view, int[] order, long[] shape)
    {
        var weights = Parameter(parameter);
        return Graph.Constant(weights.Name, name => WeightStream.Tensor(name, weights, view, order, shape));
    }

    /// <summary>A parameter as it is, in so many dimensions; where the layer has none, a constant instead.</summary>
    public TensorName WeightsOr(string parameter, float otherwise, params long[] shape) =>
        Has(parameter) ? Weights(parameter) : Constant(parameter, otherwise, shape);

    /// <summary>A parameter of one number a channel, so that it is spread over a value whose second axis has the channels.</summary>
    public TensorName PerChannel(string parameter, ExportValue over) =>
        Weights(parameter, [over.Shape.Channels], [0], over.Layout == Layout.Vector ? [over.Shape.Channels] : [over.Shape.Channels, 1, 1]);

    /// <summary>One number in all places.</summary>
    public TensorName Constant(string name, float value, params long[] shape) => Graph.Constant($"{Name}.{name}", final =>
    {
        var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        Array.Fill(values, value);
        return OnnxTensor.Of(final, shape, values);
    });

    private int IndexOf(string parameter) => Array.FindIndex(Network.Description.Parameters, item => item.Name == $"{Name}.{parameter}");
}
