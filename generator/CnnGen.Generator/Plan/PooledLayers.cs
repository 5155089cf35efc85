using System;
using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Layers whose outputs nothing reads but one pooling: while predicting, their kernel stores the maxima alone. Outputs that the pooling
/// drops are not computed, and none is written and read again.
/// </summary>
internal sealed class PooledLayers
{
    private readonly Dictionary<int, LayerNode> _poolings = [];
    private readonly HashSet<int> _computedBefore = [];

    public PooledLayers(NetworkGraph graph, IReadOnlyList<int> readers, Func<int, bool> isHead)
    {
        foreach (var layer in graph.Layers)
        {
            if (layer.Inputs.Count != 1 || layer.Inputs[0] == LayerNode.NetworkInput) continue;
            var source = graph.Layers[layer.Inputs[0]];
            if (readers[source.Index] != 1 || isHead(source.Index)) continue;
            if (layer.Attributes.Kind.DisjointMaxima(layer) is not { } windows || !source.Attributes.Kind.CanPool(source, windows)) continue;
            _poolings.Add(source.Index, layer);
            _computedBefore.Add(layer.Index);
        }
    }

    public bool Any => _poolings.Count > 0;

    /// <summary>The pooling that is computed with the layer; null where there is none.</summary>
    public LayerNode? PoolingOf(LayerNode layer) => _poolings.TryGetValue(layer.Index, out var pooling) ? pooling : null;

    /// <summary>Whether the layer before computes this one.</summary>
    public bool IsPooling(LayerNode layer) => _computedBefore.Contains(layer.Index);
}

/// <summary>Windows of a pooling that do not overlap and lie inside of its input.</summary>
internal sealed record DisjointWindows(int Height, int Width, int StrideY, int StrideX)
{
    public int Size => Height * Width;

    /// <summary>"_Max2x2s2": the end of a kernel's name.</summary>
    public string NameSuffix => $"_Max{Height}x{Width}s{(StrideY == StrideX ? $"{StrideY}" : $"{StrideY}x{StrideX}")}";

    /// <summary>The end of a kernel's summary.</summary>
    public string Then(Shape output) => $", then the largest of each {Height} x {Width} window: {output}";
}
