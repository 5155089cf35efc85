namespace CnnGen;

public abstract unsafe partial class Network
{
    private readonly Workspace _workspace;
    private PixelScaling? _scaling;
    private bool _activationsOfOneImage;
    private bool _inspected;

    /// <summary>The outputs of all heads for one image. Allocates nothing; valid until the next call.</summary>
    /// <param name="image">Height x width x channels, as the network takes it: scale and offset of "input" are not applied.</param>
    /// <exception cref="ArgumentException">The length is not the input's.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    protected internal ReadOnlySpan<float> PredictOne(ReadOnlySpan<float> image)
    {
        CheckOne(image.Length, "floats");
        using var call = BeginCall();
        image.CopyTo(_workspace.InputSpan(1));
        return PredictWorkspace(1);
    }

    /// <summary>As <see cref="PredictOne(ReadOnlySpan{float})"/>, for bytes: each becomes byte * scale + offset, as "input" declares.</summary>
    /// <inheritdoc cref="PredictOne(ReadOnlySpan{float})"/>
    protected internal ReadOnlySpan<float> PredictOne(ReadOnlySpan<byte> pixels)
    {
        CheckOne(pixels.Length, "bytes");
        using var call = BeginCall();
        Scaling.Apply(pixels, _workspace.InputSpan(1));
        return PredictWorkspace(1);
    }

    /// <summary>The outputs of many images, a row of output length each. Allocates nothing once it has seen so many; valid until the next call.</summary>
    /// <param name="images">Images one after another, as the network takes them.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the input's.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    protected internal ReadOnlySpan<float> PredictMany(ReadOnlySpan<float> images)
    {
        var count = CheckMany(images.Length, "floats");
        using var call = BeginCall();
        images.CopyTo(_workspace.InputSpan(count));
        return PredictWorkspace(count);
    }

    /// <summary>As <see cref="PredictMany(ReadOnlySpan{float})"/>, for bytes: each becomes byte * scale + offset, as "input" declares.</summary>
    /// <inheritdoc cref="PredictMany(ReadOnlySpan{float})"/>
    protected internal ReadOnlySpan<float> PredictMany(ReadOnlySpan<byte> pixels)
    {
        var count = CheckMany(pixels.Length, "bytes");
        using var call = BeginCall();
        Scaling.Apply(pixels, _workspace.InputSpan(count));
        return PredictWorkspace(count);
    }

    /// <summary>A copy of what a layer made of the image that was predicted last: [height][width][channels], or [length].</summary>
    /// <remarks>
    /// Where predicting computes a layer together with the next one, its output is never in memory: the first call after a prediction then takes the
    /// image through the network once more, with the weights as they are now.
    /// </remarks>
    /// <param name="layer">The layer's name in models.json: "conv2d_1".</param>
    /// <exception cref="ArgumentException">There is no such layer, or its output is the image or the prediction itself.</exception>
    /// <exception cref="InvalidOperationException">The last call did not predict a single image.</exception>
    public float[] GetActivation(string layer)
    {
        var description = FindLayer(layer);
        using var call = BeginCall();
        if (!_activationsOfOneImage)
            throw new InvalidOperationException($"There is no activation of \"{layer}\" to read: the last call of {Description.Name} must be Predict with one image.");
        if (Description.InspectArenaLength > 0 && !_inspected)
        {
            _executor.Inspect(_workspace.Input, _workspace.Output);
            _inspected = true;
        }

        var values = new float[description.OutputShape.Aggregate(1, (product, dimension) => product * dimension)];
        _executor.ReadActivation(description, values);
        return values;
    }

    private PixelScaling Scaling => _scaling ??= new PixelScaling(Description.InputScale, Description.InputOffset);

    private Span<float> PredictWorkspace(int count)
    {
        var output = _workspace.OutputSpan(count);
        if (count > 0)
            _executor.Predict(_workspace.Input, _workspace.Output, count);
        _activationsOfOneImage = count == 1;
        _inspected = false;
        return output;
    }

    private void CheckOne(int length, string unit)
    {
        if (length != _workspace.InputLength)
            throw new ArgumentException($"{Description.Name} takes {_workspace.InputLength} {unit} ({InputText}); got {length}.");
    }

    private int CheckMany(int length, string unit)
    {
        var (count, rest) = Math.DivRem(length, _workspace.InputLength);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{Description.Name} takes {_workspace.InputLength} {unit} an image ({InputText}); got {length}, which is {count} images and {rest} {unit} more.");
        }

        return count;
    }

    private string InputText => ShapeText.Of([Description.InputShape.Height, Description.InputShape.Width, Description.InputShape.Channels]);

    private LayerDescription FindLayer(string name)
    {
        var layer = Array.Find(Description.Layers, layer => layer.Name == name)
            ?? throw new ArgumentException($"{Description.Name} has no layer \"{name}\"; it has {string.Join(", ", Description.Layers.Select(known => known.Name))}.", nameof(name));
        return layer.ActivationOffset >= 0
            ? layer
            : throw new ArgumentException($"The output of \"{name}\" is not kept apart: it is the image that was given, or the prediction that was returned.", nameof(name));
    }
}
