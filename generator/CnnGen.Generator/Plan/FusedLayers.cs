using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Layers that one kernel computes while predicting, since nothing else reads what is between them: a batch normalization becomes part of the weights before it, a function
/// of each element part of the store, as the sum with a shortcut, and of a pooling the maxima alone are stored. Outputs that the pooling drops are not computed, and none is written and read again.
/// </summary>
internal sealed class FusedLayers
{
    private readonly Dictionary<int, LayerChain> _chains = [];
    private readonly HashSet<int> _computedBefore = [];
    private readonly Dictionary<int, LayerSlice> _slices = [];
    private readonly Dictionary<int, LayerNode> _maxima = [];

    /// <param name="readers">How many layers read each layer's output.</param>
    /// <param name="features">The layer whose output training may start from; what leads to it rounds as it does while training, so that it can be computed once.</param>
    /// <param name="target">On a GPU poolings are no part of a chain, since a thread has fewer outputs in registers than a window of them, and no output is a part of another, since fours are stored at once.</param>
    public FusedLayers(NetworkGraph graph, IReadOnlyList<int> readers, Func<int, bool> isHead, LayerNode? features, PlanTarget target)
    {
        // The only layer that sees an output.
        var reader = new Dictionary<int, LayerNode>();
        foreach (var layer in graph.Layers)
        {
            foreach (int input in layer.Inputs)
            {
                if (input != LayerNode.NetworkInput && readers[input] == 1 && !isHead(input) && input != features?.Index) reader[input] = layer;
            }
        }

        foreach (var layer in graph.Layers)
        {
            var kind = layer.Attributes.Kind;
            var chain = new LayerChain(layer);
            if (target == PlanTarget.Cpu && Next() is { } maxima && maxima.Attributes.Kind.DisjointMaxima(maxima) is not null) _maxima.Add(layer.Index, maxima);
            if (kind.CanFold(layer))
            {
                if (Next() is { } second && (features is null || second.Index > features.Index) && second.Attributes.Kind.Normalization(second) is not null) chain = chain with { Normalization = second };
                if (Reader() is { } sum && kind.CanAdd(layer) && sum.Attributes.Kind.IsSumOfTwo(sum) && Other(sum) is var other && other < layer.Index) chain = chain with { Sum = sum, Added = other };
                // A head's activation is its loss's while evaluating.
                if (Next() is { } next && !isHead(next.Index) && next.Attributes.Kind.PlainActivation(next) is not null) chain = chain with { Activation = next };
            }

            if (target == PlanTarget.Cpu && chain.Sum is null && Next() is { } pooling && pooling.Attributes.Kind.DisjointMaxima(pooling) is { } windows && kind.CanPool(layer, windows)) chain = chain with { Pooling = pooling };
            if (target == PlanTarget.Cpu && kind.CanWriteSlice(layer) && Reader() is { } whole && whole.Attributes.Kind.ChannelStarts(whole) is { } starts && !isHead(whole.Index))
            {
                int place = Array.IndexOf([.. whole.Inputs], chain.Last.Index);
                _slices.Add(chain.Last.Index, new LayerSlice(whole, starts[place]));
            }

            if (chain.Last == layer) continue;
            _chains.Add(layer.Index, chain);
            foreach (var member in chain.Others) _computedBefore.Add(member.Index);

            LayerNode? Reader() => reader.TryGetValue(chain.Last.Index, out var next) ? next : null;

            LayerNode? Next() => Reader() is { Inputs.Count: 1 } next ? next : null;

            int Other(LayerNode sum) => sum.Inputs[0] == chain.Last.Index ? sum.Inputs[1] : sum.Inputs[0];
        }
    }

    /// <summary>Whether predicting leaves out, or elsewhere, the output of any layer.</summary>
    public bool Any => _chains.Count > 0 || _slices.Count > 0;

    /// <summary>
    /// The first rows and columns of the layer's output: those that anything depends on. A pooling that alone reads it may leave out its last ones, whose gradient is zero; while training
    /// they are neither computed nor gone back from. Not so on GPUs.
    /// </summary>
    public Shape SeenOf(LayerNode layer) =>
        MaximaOf(layer) is { } maxima && maxima.Attributes.Kind.DisjointMaxima(maxima) is { HasGaps: false } touching ? touching.Inputs(maxima.OutputShape) : layer.OutputShape;

    /// <summary>The pooling that alone reads the layer's output, by windows that do not overlap: an element has no gradient or its window's. Null where there is none, and on GPUs.</summary>
    public LayerNode? MaximaOf(LayerNode layer) => _maxima.TryGetValue(layer.Index, out var maxima) ? maxima : null;

    /// <summary>Of which layer's output this layer's is a part while predicting; null where it is none.</summary>
    public LayerSlice? SliceOf(LayerNode layer) => _slices.TryGetValue(layer.Index, out var slice) ? slice : null;

    /// <summary>The layer with those that are computed with it: itself alone, as a rule.</summary>
    public LayerChain ChainOf(LayerNode layer) => _chains.TryGetValue(layer.Index, out var chain) ? chain : new LayerChain(layer);

    /// <summary>Whether the layer before computes this one.</summary>
    public bool IsComputedBefore(LayerNode layer) => _computedBefore.Contains(layer.Index);

    /// <summary>Whether predicting writes the layer's output.</summary>
    public bool IsStored(LayerNode layer) => !_chains.ContainsKey(layer.Index) && !(_computedBefore.Contains(layer.Index) && !_chains.Values.Any(chain => chain.Last == layer));
}

/// <summary>The part of another layer's output that a layer writes.</summary>
/// <param name="Whole">The other layer.</param>
/// <param name="Start">The first of its channels.</param>
internal sealed record LayerSlice(LayerNode Whole, int Start);

/// <summary>A layer and what its kernel computes with it, in this order.</summary>
internal sealed record LayerChain(LayerNode First)
{
    /// <summary>A batch normalization that is part of the weights.</summary>
    public LayerNode? Normalization { get; init; }

    /// <summary>The sum of what is so far and of another layer's output.</summary>
    public LayerNode? Sum { get; init; }

    /// <summary>The index of this other layer.</summary>
    public int Added { get; init; }

    /// <summary>A function of each element.</summary>
    public LayerNode? Activation { get; init; }

    /// <summary>A pooling of windows that do not overlap.</summary>
    public LayerNode? Pooling { get; init; }

    /// <summary>The layer whose output is stored.</summary>
    public LayerNode Last => Pooling ?? Activation ?? Sum ?? Normalization ?? First;

    public IEnumerable<LayerNode> Others => new[] { Normalization, Sum, Activation, Pooling }.OfType<LayerNode>();

    public DisjointWindows? Windows => Pooling?.Attributes.Kind.DisjointMaxima(Pooling);

    /// <summary>"conv2d_1, batch_normalization_1 and activation_1".</summary>
    public string Names
    {
        get
        {
            var names = Others.Select(layer => layer.Name).ToList();
            return names.Count == 0 ? First.Name : string.Join(", ", names.Take(names.Count - 1).Prepend(First.Name)) + " and " + names[names.Count - 1];
        }
    }

    /// <summary>The function that is applied to the sums.</summary>
    /// <param name="own">That of the first layer.</param>
    public string ActivationOr(string own) => Activation?.Attributes.Kind.PlainActivation(Activation) ?? own;
}
