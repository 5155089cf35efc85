using CnnGen.Report.Gradients;

namespace CnnGen.Report;

/// <summary>
/// Says for one image and one output of a network which places count. The network predicts as always; gradients are taken beside it, by the definitions of its layers.
/// </summary>
/// <param name="network">A generated network. It is used in each call, so it must not be at work meanwhile.</param>
/// <exception cref="NotSupportedException">The class says nothing of its graph.</exception>
public sealed class NetworkExplainer(Network network)
{
    private readonly NetworkLayers _layers = new(network);
    private ImageSample? _image;
    private NetworkTrace? _trace;

    internal NetworkLayers Layers => _layers;

    internal Network Network => network;

    /// <summary>
    /// The largest absolute gradient of the score by the channels of each pixel (Simonyan, Vedaldi, Zisserman 2013): where a small change would change the score. Of an output with softmax
    /// or sigmoid the score is what goes into it.
    /// </summary>
    /// <param name="head">A head of the network.</param>
    /// <param name="output">The place among its numbers: the class.</param>
    /// <exception cref="ArgumentException">There is no such head or output.</exception>
    /// <exception cref="NotSupportedException">No gradient is known through one of the layers; the message names it.</exception>
    public HeatMap Saliency(ImageSample image, string head, int output)
    {
        var trace = TraceOf(image);
        var index = HeadOf(head, output);
        var gradient = By(trace.GradientOf(index, output), NetworkLayers.Image);
        var (height, width, channels) = _layers.Input;
        var values = new float[height * width];
        for (var i = 0; i < gradient.Length; i++)
            values[i / channels] = Math.Max(values[i / channels], Math.Abs(gradient[i]));
        return new HeatMap(height, width, values);
    }

    /// <summary>
    /// Grad-CAM (Selvaraju and others 2017): the feature maps of a layer, each weighted with the mean gradient of the score by it, added up; what speaks against the output is left out. Where a
    /// network ends in global average pooling and one dense layer, this is the class activation map (Zhou and others 2016).
    /// </summary>
    /// <param name="head">A head of the network.</param>
    /// <param name="output">The place among its numbers: the class.</param>
    /// <param name="layer">A layer with feature maps; null for <see cref="LastFeatureMaps"/>.</param>
    /// <exception cref="ArgumentException">There is no such head, output or layer, or the layer has no feature maps.</exception>
    /// <exception cref="NotSupportedException">No gradient is known through one of the layers behind it; the message names it.</exception>
    public HeatMap GradCam(ImageSample image, string head, int output, string? layer = null)
    {
        var (maps, activation, gradient) = MapsOf(image, head, output, layer);
        var channels = maps.Channels;
        var weights = new float[channels];
        for (var i = 0; i < gradient.Length; i++)
            weights[i % channels] += gradient[i] / maps.Pixels;
        return Positive(maps, pixel => Vectors.Dot(activation.AsSpan(pixel * channels, channels), weights));
    }

    /// <summary>
    /// HiResCAM (Draelos, Carin 2020): the feature maps of a layer, each place of them times the gradient of the score by it, added up over the maps; what speaks against the output is left out.
    /// Where dense layers tell places apart, as behind a flattened image, Grad-CAM's means lose that; here a place keeps its own part of the score. Both are the same for a network that ends in
    /// global average pooling and one dense layer.
    /// </summary>
    /// <inheritdoc cref="GradCam"/>
    public HeatMap HiResCam(ImageSample image, string head, int output, string? layer = null)
    {
        var (maps, activation, gradient) = MapsOf(image, head, output, layer);
        return Positive(maps, pixel => Vectors.Dot(activation.AsSpan(pixel * maps.Channels, maps.Channels), gradient.AsSpan(pixel * maps.Channels, maps.Channels)));
    }

    /// <summary>
    /// How far the output falls where a square of the image is covered with the image's mean colour (Zeiler, Fergus 2014), the mean over the squares that cover a place. Of a bounding box: how much of
    /// the box is lost, as 1 - IoU with the box of the whole image.
    /// </summary>
    /// <param name="head">A head of the network.</param>
    /// <param name="output">The place among its numbers: the class. A bounding box is taken as a whole.</param>
    /// <param name="size">Pixels of a side of the square; 0 for a sixth of the image's shorter side.</param>
    /// <exception cref="ArgumentException">There is no such head or output, or the square is larger than the image.</exception>
    public HeatMap Occlusion(ImageSample image, string head, int output, int size = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        var index = HeadOf(head, output);
        return new OcclusionScan(network, image, size).Run(index, output);
    }

    /// <summary>The part of the image that one place of a layer sees, in pixels; it may begin or end outside of the image.</summary>
    /// <param name="layer">A layer's name.</param>
    /// <param name="row">The row of the place in the layer's output.</param>
    /// <param name="column">Its column.</param>
    /// <exception cref="ArgumentException">There is no such layer or place.</exception>
    public ReceptiveField ReceptiveFieldOf(string layer, int row, int column)
    {
        var found = _layers.Find(layer);
        if ((uint)row >= (uint)found.Output.Height || (uint)column >= (uint)found.Output.Width)
            throw new ArgumentException($"\"{layer}\" has {found.Output.Height} rows and {found.Output.Width} columns; there is no place {row}, {column}.", nameof(row));
        return ReceptiveFields.Of(_layers, found, row, column);
    }

    /// <summary>The last layer with feature maps that a head depends on, before poolings: where Grad-CAM is usually taken.</summary>
    /// <exception cref="ArgumentException">There is no such head, or none of its layers has feature maps.</exception>
    public string LastFeatureMaps(string head) => LastFeatureMapsOf(HeadOf(head, 0))?.Name
        ?? throw new ArgumentException($"The head \"{head}\" has no layers with feature maps.", nameof(head));

    internal NetworkLayer? LastFeatureMapsOf(int head) => _layers.All.LastOrDefault(layer =>
        layer.Output.HasPlaces && _layers.Reaches(layer, head) && layer.Kind is not
            ("MaxPooling2D" or "AveragePooling2D" or "Dropout" or "SpatialDropout2D" or "ZeroPadding2D" or "Cropping2D" or "Reshape" or "Flatten"));

    /// <summary>Whether the only way from these feature maps to the head is their mean: Grad-CAM and HiResCAM are then the same.</summary>
    internal bool IsMeanOf(string layer, int head)
    {
        var index = _layers.Find(layer).Index;
        var readers = _layers.All.Where(reader => reader.Inputs.Contains(index) && _layers.Reaches(reader, head)).ToArray();
        return readers is [{ Kind: "GlobalAveragePooling2D" }];
    }

    internal NetworkTrace TraceOf(ImageSample image)
    {
        ArgumentNullException.ThrowIfNull(image);
        // A network that was trained on since then would make something else of it: a trace holds for one picture of the same image.
        if (_image != image || _trace is null)
            (_image, _trace) = (image, new NetworkTrace(network, _layers, image.Values));
        return _trace;
    }

    /// <summary>Forgets what the network made of the last image, as when its weights have changed.</summary>
    public void Reset() => (_image, _trace) = (null, null);

    /// <summary>The size of a layer's feature maps, the maps and the gradient by them.</summary>
    private (Volume Size, float[] Activation, float[] Gradient) MapsOf(ImageSample image, string head, int output, string? layer)
    {
        var trace = TraceOf(image);
        var index = HeadOf(head, output);
        var maps = _layers.Find(layer ?? LastFeatureMaps(head));
        if (!maps.Output.HasPlaces)
            throw new ArgumentException($"The layer \"{maps.Name}\" makes {maps.Output.Channels} numbers without places; this needs feature maps.", nameof(layer));
        return (maps.Output, trace.Activation(maps.Index), By(trace.GradientOf(index, output), maps.Index));
    }

    private static HeatMap Positive(Volume size, Func<int, float> score) =>
        new(size.Height, size.Width, [.. Enumerable.Range(0, size.Pixels).Select(pixel => Math.Max(0, score(pixel)))]);

    private int HeadOf(string name, int output)
    {
        var heads = network.Description.Heads;
        var index = Array.FindIndex(heads, head => head.Name == name);
        if (index < 0)
            throw new ArgumentException($"{network.Description.Name} has no head \"{name}\"; it has {string.Join(", ", heads.Select(head => head.Name))}.", nameof(name));
        return (uint)output < (uint)heads[index].Length
            ? index
            : throw new ArgumentException($"The head \"{name}\" has {heads[index].Length} numbers; there is no number {output}.", nameof(output));
    }

    private float[] By(OutputGradient gradient, int layer) => gradient.By(layer) ?? throw new NotSupportedException(
        $"The gradient is not known through \"{gradient.Stopped!.Name}\" ({gradient.Stopped.Kind}); ask for Grad-CAM of a layer behind it, or for an occlusion map, which needs no gradient.");
}
