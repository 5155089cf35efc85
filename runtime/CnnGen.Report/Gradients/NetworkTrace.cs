namespace CnnGen.Report.Gradients;

/// <summary>What a network makes of one image: outputs of heads and activations of layers, kept while gradients are taken.</summary>
internal sealed class NetworkTrace
{
    private readonly Network _network;
    private readonly float[]?[] _activations;
    private readonly Dictionary<string, ParameterDescription> _parameters;

    /// <param name="image">As the network takes it.</param>
    public NetworkTrace(Network network, NetworkLayers layers, float[] image)
    {
        _network = network;
        Layers = layers;
        Image = image;
        Prediction = network.PredictOne(image).ToArray();
        _activations = new float[layers.All.Count][];
        _parameters = network.Description.Parameters.ToDictionary(parameter => parameter.Name);
        // All of them at once: the network forgets them at its next call.
        foreach (var layer in layers.All)
        {
            if (network.Description.Layers[layer.Index].ActivationOffset >= 0)
                _activations[layer.Index] = network.GetActivation(layer.Name);
        }

        foreach (var layer in layers.All)
            _activations[layer.Index] ??= HeadOf(layer) is { } head ? Output(head).ToArray() : Activation(layer.Inputs[0]);
    }

    public NetworkLayers Layers { get; }

    public float[] Image { get; }

    /// <summary>The outputs of all heads, one after another.</summary>
    public float[] Prediction { get; }

    /// <summary>The output of a head.</summary>
    public ReadOnlySpan<float> Output(int head)
    {
        var heads = _network.Description.Heads;
        return Prediction.AsSpan(heads.Take(head).Sum(before => before.Length), heads[head].Length);
    }

    /// <summary>What a layer made of the image; the image itself for <see cref="NetworkLayers.Image"/>.</summary>
    public float[] Activation(int layer) => layer == NetworkLayers.Image ? Image : _activations[layer]!;

    public float[]? Parameter(string name) => _parameters.TryGetValue(name, out var parameter) ? _network.ReadTensor(parameter).ToArray() : null;

    /// <summary>The gradient of an output by everything that it depends on.</summary>
    /// <param name="output">The place among the head's numbers.</param>
    public OutputGradient GradientOf(int head, int output)
    {
        var last = Layers.OfHead(head);
        var gradients = new Dictionary<int, float[]>();
        float[] By(int layer) => gradients.TryGetValue(layer, out var found) ? found : gradients[layer] = new float[Layers.SizeOf(layer).Length];
        By(last.Index)[output] = 1;
        for (var index = last.Index; index >= 0; index--)
        {
            if (!gradients.TryGetValue(index, out var gradient))
                continue;
            var layer = Layers[index];
            // Going back through an activation changes the gradient in place; what is handed out is the one by the layer's output.
            if (!LayerGradients.TryBack(new LayerStep(this, layer, [.. gradient], By) { IsStart = layer == last }))
                return new OutputGradient(Layers, gradients, layer);
        }

        return new OutputGradient(Layers, gradients, null);
    }

    private int? HeadOf(NetworkLayer layer)
    {
        for (var head = 0; head < _network.Description.Heads.Length; head++)
        {
            if (Layers.OfHead(head) == layer)
                return head;
        }

        return null;
    }
}
