namespace CnnGen;

/// <summary>A trainable tensor of a network: a view that reads and writes the network's own memory. It must not be used after the network was disposed.</summary>
public readonly struct WeightTensor
{
    private readonly Network _network;
    private readonly ParameterDescription _parameter;

    /// <summary>Used by generated code: the parameter at a place of the description.</summary>
    public WeightTensor(Network network, int parameterIndex)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _parameter = network.Description.Parameters[parameterIndex];
    }

    /// <summary>The name in models.json and weight files: "conv2d_1.kernel".</summary>
    public string Name => _parameter.Name;

    /// <summary>[height, width, in channels, out channels] for a convolution's kernel, [in, out] for a dense layer's, [out] for a bias.</summary>
    public ReadOnlySpan<int> Shape => _parameter.Shape;

    /// <summary>The values, last axis fastest. Write with <see cref="Set"/>.</summary>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public ReadOnlySpan<float> Span => _network.ReadTensor(_parameter);

    /// <summary>One value.</summary>
    /// <param name="coordinates">One for each axis of <see cref="Shape"/>.</param>
    /// <exception cref="ArgumentException">Too few or too many coordinates, or one is outside its axis.</exception>
    public float this[params ReadOnlySpan<int> coordinates] => Span[IndexOf(coordinates)];

    /// <summary>Writes all values, last axis fastest.</summary>
    /// <exception cref="ArgumentException">The number of values is not the tensor's.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public void Set(ReadOnlySpan<float> values)
    {
        if (values.Length != _parameter.Length)
            throw new ArgumentException($"{Name} takes {_parameter.Length} values ({ShapeText.Of(_parameter.Shape)}); got {values.Length}.", nameof(values));
        _network.WriteTensor(_parameter, values);
    }

    private int IndexOf(ReadOnlySpan<int> coordinates)
    {
        var shape = _parameter.Shape;
        if (coordinates.Length != shape.Length)
            throw new ArgumentException($"{Name} has {shape.Length} axes ({ShapeText.Of(shape)}); got {coordinates.Length} coordinates.", nameof(coordinates));
        var index = 0;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if ((uint)coordinates[axis] >= (uint)shape[axis])
                throw new ArgumentException($"{Name} has {shape[axis]} places on axis {axis} ({ShapeText.Of(shape)}); got {coordinates[axis]}.", nameof(coordinates));
            index = index * shape[axis] + coordinates[axis];
        }

        return index;
    }
}
