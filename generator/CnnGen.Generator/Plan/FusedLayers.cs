using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Layers that one kernel computes while predicting, since nothing else reads what is between them: a batch normalization becomes part of the weights before it, a function
/// of each element part of the store, and of a pooling the maxima alone are stored. Outputs that the pooling drops are not computed, and none is written and read again.
/// </summary>
internal sealed class FusedLayers
{
    private readonly Dictionary<int, LayerChain> _chains = [];
    private readonly HashSet<int> _computedBefore = [];

    /// <param name="readers">How many layers read each layer's output.</param>
    /// <param name="features">The layer whose output training may start from; what leads to it rounds as it does while training, so that it can be computed once.</param>
    /// <param name="pools">Whether poolings are part of a chain.</param>
    public FusedLayers(NetworkGraph graph, IReadOnlyList<int> readers, Func<int, bool> isHead, LayerNode? features, bool pools)
    {
        var reader = new Dictionary<int, LayerNode>();
        foreach (var layer in graph.Layers)
        {
            if (layer.Inputs.Count == 1 && layer.Inputs[0] != LayerNode.NetworkInput && readers[layer.Inputs[0]] == 1 && !isHead(layer.Inputs[0]) && layer.Inputs[0] != features?.Index) reader[layer.Inputs[0]] = layer;
        }

        foreach (var layer in graph.Layers)
        {
            var kind = layer.Attributes.Kind;
            var chain = new LayerChain(layer);
            if (kind.CanFold(layer))
            {
                if (Next() is { } second && (features is null || second.Index > features.Index) && second.Attributes.Kind.Normalization(second) is not null) chain = chain with { Normalization = second };
                // A head's activation is its loss's while evaluating.
                if (Next() is { } next && !isHead(next.Index) && next.Attributes.Kind.PlainActivation(next) is not null) chain = chain with { Activation = next };
            }

            if (pools && Next() is { } pooling && pooling.Attributes.Kind.DisjointMaxima(pooling) is { } windows && kind.CanPool(layer, windows)) chain = chain with { Pooling = pooling };
            if (chain.Last == layer) continue;
            _chains.Add(layer.Index, chain);
            foreach (var member in chain.Others) _computedBefore.Add(member.Index);

            LayerNode? Next() => reader.TryGetValue(chain.Last.Index, out var next) ? next : null;
        }
    }

    public bool Any => _chains.Count > 0;

    /// <summary>The layer with those that are computed with it: itself alone, as a rule.</summary>
    public LayerChain ChainOf(LayerNode layer) => _chains.TryGetValue(layer.Index, out var chain) ? chain : new LayerChain(layer);

    /// <summary>Whether the layer before computes this one.</summary>
    public bool IsComputedBefore(LayerNode layer) => _computedBefore.Contains(layer.Index);

    /// <summary>Whether predicting writes the layer's output.</summary>
    public bool IsStored(LayerNode layer) => !_chains.ContainsKey(layer.Index) && !(_computedBefore.Contains(layer.Index) && !_chains.Values.Any(chain => chain.Last == layer));
}

/// <summary>A layer and what its kernel computes with it, in this order.</summary>
internal sealed record LayerChain(LayerNode First)
{
    /// <summary>A batch normalization that is part of the weights.</summary>
    public LayerNode? Normalization { get; init; }

    /// <summary>A function of each element.</summary>
    public LayerNode? Activation { get; init; }

    /// <summary>A pooling of windows that do not overlap.</summary>
    public LayerNode? Pooling { get; init; }

    /// <summary>The layer whose output is stored.</summary>
    public LayerNode Last => Pooling ?? Activation ?? Normalization ?? First;

    public IEnumerable<LayerNode> Others => new[] { Normalization, Activation, Pooling }.OfType<LayerNode>();

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
