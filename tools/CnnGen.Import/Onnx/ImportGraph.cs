namespace CnnGen.Import.Onnx;

/// <summary>The tensors of a graph while it is imported: constants, and what depends on the input.</summary>
internal sealed class ImportGraph
{
    private readonly Dictionary<string, ConstantTensor> _constants = [];
    private readonly Dictionary<string, Value> _values = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly long _mostComputed;
    private Int128 _computed;

    /// <param name="batch">The number of images that the file says, or 1.</param>
    /// <param name="mostComputed">Elements of all constants that are computed at most.</param>
    public ImportGraph(OnnxGraph graph, int batch, long mostComputed)
    {
        _mostComputed = mostComputed;
        Batch = batch;
        Rearrangement = new Rearrangement(Layers);
        foreach (var name in graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Name)))
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
    }

    public LayerList Layers { get; } = new();

    public Rearrangement Rearrangement { get; }

    /// <summary>What axis 0 counts as where a model computes with its own shapes.</summary>
    public int Batch { get; }

    /// <summary>How many nodes and outputs read a tensor.</summary>
    public int Uses(string tensor) => _uses.GetValueOrDefault(tensor);

    public ConstantTensor? Constant(string tensor) => _constants.GetValueOrDefault(tensor);

    public Value? Value(string tensor) => _values.GetValueOrDefault(tensor);

    public void Set(string tensor, ConstantTensor constant) => _constants[tensor] = constant;

    public void Set(string tensor, Value value) => _values[tensor] = value;

    /// <summary>Whether so many more elements may be computed.</summary>
    public bool TakeComputed(Int128 elements) => (_computed += elements) <= _mostComputed;
}
