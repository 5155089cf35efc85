using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Plan;

/// <summary>Decides where every tensor of a network lies: borders, shared memory, what is needed for training only.</summary>
internal sealed class NetworkTensors
{
    private readonly NetworkGraph _graph;
    private readonly Arena _arena;
    private readonly TensorPlan[] _predict;
    private readonly TensorPlan[] _inspect;
    private readonly TensorPlan[] _train;
    private readonly TensorPlan?[] _gradients;
    private readonly TensorPlan?[] _intermediates;
    private readonly TensorPlan?[] _intermediateGradients;
    private readonly bool[] _needsGradient;
    private readonly int[] _readers;
    private readonly Dictionary<int, int> _headOfLayer = [];

    public NetworkTensors(NetworkGraph graph, Arena arena)
    {
        _graph = graph;
        _arena = arena;
        int count = graph.Layers.Count;
        _predict = new TensorPlan[count];
        _inspect = new TensorPlan[count];
        _train = new TensorPlan[count];
        _gradients = new TensorPlan?[count];
        _intermediates = new TensorPlan?[count];
        _intermediateGradients = new TensorPlan?[count];
        _needsGradient = new bool[count];
        _readers = new int[count];
        for (int h = 0; h < graph.Heads.Count; h++) _headOfLayer[graph.Heads[h].Layer] = h;
        foreach (var layer in graph.Layers)
        {
            bool needed = false;
            foreach (var parameter in layer.Parameters) needed |= !parameter.IsObserved && layer.Trainability != Trainability.Never;
            foreach (int input in layer.Inputs)
            {
                if (input == LayerNode.NetworkInput) continue;
                _readers[input]++;
                needed |= _needsGradient[input];
            }

            _needsGradient[layer.Index] = needed;
        }

        Trained = new TrainedLayers(graph);
        Fused = new FusedLayers(graph, _readers, _headOfLayer.ContainsKey, Trained.Features, arena.Target);
        var margins = OutputMargins(out var inputMargins);
        NetworkInput = PlaceInput(inputMargins);
        foreach (var layer in graph.Layers) PlaceOutput(layer, margins);
        foreach (var layer in graph.Layers) PlaceIntermediate(layer);
        if (graph.Compile is null) return;
        foreach (var layer in graph.Layers) PlaceGradient(layer);
    }

    public PlanTarget Target => _arena.Target;

    /// <summary>Where training can begin.</summary>
    public TrainedLayers Trained { get; }

    /// <summary>Which layers one kernel computes while predicting.</summary>
    public FusedLayers Fused { get; }

    /// <summary>The network's input as the first layers read it.</summary>
    public TensorPlan NetworkInput { get; }

    /// <summary>The network's input as the caller hands it in; differs from <see cref="NetworkInput"/> where that has a border.</summary>
    public TensorPlan CallerInput => new("block.Input", _graph.Input.Shape, default, (int)_graph.Input.Shape.Length);

    public static string ParameterConstant(LayerNode layer, string parameter) => layer.Identifier + Identifiers.Pascal(parameter);

    public TensorPlan Output(int layer, Mode mode) =>
        layer == LayerNode.NetworkInput ? NetworkInput : mode switch
        {
            Mode.Train => _train[layer],
            Mode.Inspect => _inspect[layer],
            _ => _predict[layer],
        };

    public TensorPlan Gradient(int layer) => _gradients[layer]!;

    /// <summary>What a kind that has such a tensor computes between its input and its output.</summary>
    public TensorPlan Intermediate(int layer) => _intermediates[layer]!;

    public TensorPlan IntermediateGradient(int layer) => _intermediateGradients[layer]!;

    public bool NeedsGradient(int layer) => layer != LayerNode.NetworkInput && _needsGradient[layer];

    /// <summary>Whether a head's softmax or sigmoid is computed by its loss: the stable way, possible where no other layer reads the probabilities.</summary>
    public bool IsFusedWithLoss(LayerNode layer) =>
        _graph.Compile is not null
        && _headOfLayer.TryGetValue(layer.Index, out int head)
        && _graph.Compile.Heads[head].Loss is { FromLogits: false } loss
        && Losses.Find(loss.Type).Activation == HeadBuilder.ActivationOf(layer)
        && _readers[layer.Index] == 0;

    /// <summary>Whether the layer's output is the caller's buffer, so that it need not be copied there.</summary>
    public bool IsCallersOutput(LayerNode layer) =>
        _graph.Heads.Count == 1 && _graph.Heads[0].Layer == layer.Index && _readers[layer.Index] == 0
        && layer.Attributes.Kind.OutputMemory == OutputMemory.Own;

    private Margins[] OutputMargins(out Margins inputMargins)
    {
        var margins = new Margins[_graph.Layers.Count];
        inputMargins = default;
        for (int i = _graph.Layers.Count - 1; i >= 0; i--)
        {
            var layer = _graph.Layers[i];
            var kind = layer.Attributes.Kind;
            var wanted = kind.OutputMemory == OutputMemory.InputWhenPredicting ? margins[i] : kind.InputMargins(layer);
            foreach (int input in layer.Inputs)
            {
                if (input == LayerNode.NetworkInput) inputMargins = Margins.Max(inputMargins, wanted);
                else margins[input] = Margins.Max(margins[input], wanted);
            }
        }

        // A layer that shares its input's memory when predicting has its borders always, so that one kernel serves both modes.
        foreach (var layer in _graph.Layers)
        {
            if (layer.Attributes.Kind.OutputMemory != OutputMemory.InputWhenPredicting) continue;
            int input = layer.Inputs[0];
            margins[layer.Index] = input == LayerNode.NetworkInput ? inputMargins : margins[input];
        }

        return margins;
    }

    private TensorPlan PlaceInput(Margins margins)
    {
        if (margins.IsEmpty) return CallerInput;
        return Place("Input", _graph.Input.Shape, margins, ArenaUse.Predict);
    }

    private void PlaceOutput(LayerNode layer, Margins[] allMargins)
    {
        int i = layer.Index;
        var margins = allMargins[i];
        if (Fused.SliceOf(layer) is { } slice)
        {
            var whole = Own(slice.Whole, "Output", allMargins[slice.Whole.Index], ArenaUse.Predict);
            _predict[i] = new TensorPlan(Emit.Simd.Pointer.At(whole.Base, slice.Start), layer.OutputShape, whole.Margins, whole.ImageStride) { Slice = whole.PixelStride };
            _inspect[i] = _train[i] = Own(layer, "Output", margins, ArenaUse.Inspect);
            return;
        }

        switch (layer.Attributes.Kind.OutputMemory)
        {
            case OutputMemory.InputReshaped when margins.IsEmpty && Output(layer.Inputs[0], Mode.Train).Margins.IsEmpty:
                _predict[i] = Output(layer.Inputs[0], Mode.Predict).Reshaped(layer.OutputShape);
                _train[i] = Output(layer.Inputs[0], Mode.Train).Reshaped(layer.OutputShape);
                break;
            case OutputMemory.InputWhenPredicting:
                _predict[i] = Output(layer.Inputs[0], Mode.Predict);
                _train[i] = Own(layer, "Output", margins, ArenaUse.Train);
                break;
            default:
                _predict[i] = _train[i] = IsCallersOutput(layer)
                    ? new TensorPlan("block.Output", layer.OutputShape, default, (int)layer.OutputShape.Length)
                    : Own(layer, "Output", margins, Fused.IsStored(layer) ? ArenaUse.Predict : ArenaUse.Inspect);
                break;
        }

        _inspect[i] = _predict[i];
    }

    private void PlaceGradient(LayerNode layer)
    {
        if (!_needsGradient[layer.Index]) return;
        var kind = layer.Attributes.Kind;
        // Input gradients are placed first, since layers come after their inputs.
        if (kind.OutputMemory == OutputMemory.InputReshaped && NeedsGradient(layer.Inputs[0])
            && _gradients[layer.Inputs[0]] is { Margins.IsEmpty: true } input
            && SharesForwardMemory(layer))
        {
            _gradients[layer.Index] = input.Reshaped(layer.OutputShape);
            return;
        }

        // Borders are for the sums that lead on to the input's gradient; without one there is nothing to lead to.
        bool leadsOn = false;
        foreach (int source in layer.Inputs) leadsOn |= NeedsGradient(source);
        var margins = Margins.Max(kind.WeightGradientMargins(layer), leadsOn ? kind.OutputGradientMargins(layer) : default);
        _gradients[layer.Index] = Own(layer, "Gradient", margins, ArenaUse.Train);
    }

    private void PlaceIntermediate(LayerNode layer)
    {
        var kind = layer.Attributes.Kind;
        if (kind.Intermediate(layer) is not Shape shape) return;
        _intermediates[layer.Index] = Place(layer.Identifier + "Intermediate", shape, default, ArenaUse.Predict);
        if (_graph.Compile is null || !_needsGradient[layer.Index]) return;
        _intermediateGradients[layer.Index] = Place(layer.Identifier + "IntermediateGradient", shape, kind.IntermediateGradientMargins(layer), ArenaUse.Train);
    }

    /// <summary>Whether a reshaping layer's output is its input's memory, so that it has nothing to do in the forward pass.</summary>
    public bool SharesForwardMemory(LayerNode layer) => _train[layer.Index].Base == Output(layer.Inputs[0], Mode.Train).Base;

    /// <summary>The same for the backward pass.</summary>
    public bool SharesGradientMemory(LayerNode layer) => Gradient(layer.Index).Base == Gradient(layer.Inputs[0]).Base;

    private TensorPlan Own(LayerNode layer, string what, Margins margins, ArenaUse use) =>
        Place(layer.Identifier + what, layer.OutputShape, margins, use);

    private TensorPlan Place(string name, Shape shape, Margins margins, ArenaUse use)
    {
        // Saturated where borders explode: such a network is refused once all its tensors are placed.
        long length = TensorPlan.LengthOf(shape, margins);
        string borders = margins.IsEmpty ? "" : $"{shape.NamePart} {margins}";
        return new TensorPlan(_arena.Add(name, length, use, borders), shape, margins, ElementCount.Saturate(length));
    }

    /// <summary>Memory that a call may use while it runs.</summary>
    public string Work(long length) => _arena.AddWork(length);

    /// <summary>A buffer of a layer's own beside its output.</summary>
    /// <param name="training">Whether training alone uses it; evaluating has the memory of predicting.</param>
    public string Scratch(LayerNode layer, string what, int imageLength, bool training = true) =>
        _arena.Add(layer.Identifier + what, imageLength, training ? ArenaUse.Train : ArenaUse.Predict);
}
