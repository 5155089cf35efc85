namespace CnnGen.Report.Gradients;

/// <summary>A layer of a network with what it reads.</summary>
/// <param name="Index">Its place in the order of computation.</param>
/// <param name="Kind">"Conv2D".</param>
/// <param name="Inputs">Indices of the layers that it reads; <see cref="NetworkLayers.Image"/> is the network's input.</param>
/// <param name="Settings">Its attributes.</param>
internal sealed record NetworkLayer(int Index, string Name, string Kind, Volume Output, int[] Inputs, LayerSettings Settings);

/// <summary>The layers of a network as a graph.</summary>
internal sealed class NetworkLayers
{
    /// <summary>The index that stands for the network's input.</summary>
    public const int Image = -1;

    private readonly NetworkLayer[] _layers;
    private readonly int[] _headLayers;

    /// <exception cref="NotSupportedException">The class says nothing of its graph.</exception>
    public NetworkLayers(Network network)
    {
        var description = network.Description;
        var graph = network.DescribeGraph() ?? throw new NotSupportedException(
            $"{description.Name} has no description of its graph: classes written by hand, or by an older generator, have none. Build the project that declares it with this version of CnnGen.");
        var (height, width, channels) = description.InputShape;
        Input = new Volume(height, width, channels);
        _headLayers = graph.HeadLayers;
        _layers = [.. graph.Layers.Select((layer, index) =>
        {
            var described = description.Layers[index];
            return new NetworkLayer(index, described.Name, described.Kind, Volume.Of(described.OutputShape), layer.Inputs, LayerSettings.Parse(layer.Attributes));
        })];
    }

    /// <summary>The size of the network's input.</summary>
    public Volume Input { get; }

    public IReadOnlyList<NetworkLayer> All => _layers;

    public NetworkLayer this[int index] => _layers[index];

    /// <summary>The layer that a head is the output of.</summary>
    public NetworkLayer OfHead(int head) => _layers[_headLayers[head]];

    /// <summary>The size of what a layer makes, or of the image.</summary>
    public Volume SizeOf(int index) => index == Image ? Input : _layers[index].Output;

    /// <exception cref="ArgumentException">There is no such layer; the message lists them.</exception>
    public NetworkLayer Find(string name) => Array.Find(_layers, layer => layer.Name == name)
        ?? throw new ArgumentException($"There is no layer \"{name}\"; there are {string.Join(", ", _layers.Select(layer => layer.Name))}.", nameof(name));

    /// <summary>Whether a head's output depends on a layer.</summary>
    public bool Reaches(NetworkLayer layer, int head)
    {
        var reached = new bool[_layers.Length];
        reached[_headLayers[head]] = true;
        for (var index = _headLayers[head]; index > layer.Index; index--)
        {
            if (!reached[index])
                continue;
            foreach (var input in _layers[index].Inputs.Where(input => input != Image))
                reached[input] = true;
        }

        return reached[layer.Index];
    }
}
