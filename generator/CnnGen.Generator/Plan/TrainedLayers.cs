using System;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Where training can begin: a run says which layer is the first one that it changes, and code that is needed for earlier layers alone does not run.
/// </summary>
internal sealed class TrainedLayers
{
    /// <summary>The last layer at which training can begin.</summary>
    private readonly int _last;
    private readonly int[] _begin;
    private readonly int _firstAtFirst;

    public TrainedLayers(NetworkGraph graph)
    {
        _begin = new int[graph.Layers.Count];
        int last = 0;
        foreach (var layer in graph.Layers)
        {
            if (CanTrain(layer)) last = layer.Index;
            _begin[layer.Index] = last;
        }

        _last = last;
        _firstAtFirst = graph.Layers.FirstOrDefault(layer => layer.Trainable && CanTrain(layer))?.Index ?? graph.Layers.Count;
        Features = FindFeatures(graph);
    }

    /// <summary>
    /// The layer whose output is all that the trained ones see of the image, where nothing before them is trained or random at first: it can be computed once.
    /// Null where there is none, or nothing before it that would be worth it.
    /// </summary>
    public LayerNode? Features { get; }

    /// <summary>The layer at which training must begin, or before, for a layer's gradient to be needed; null where that is always so.</summary>
    public int? BackTo(int layer) => _begin[layer] == _last ? null : _begin[layer];

    /// <summary>Whether the way back goes through the layer while it is frozen, as one before it is trained.</summary>
    public bool IsPassedFrozen(LayerNode layer) => !layer.Trainable && layer.Index > _firstAtFirst;

    /// <summary>Whether a run of training can change anything in the layer: by a gradient, or by what it observes.</summary>
    private static bool CanTrain(LayerNode layer) =>
        layer.Parameters.Any(parameter => parameter.IsObserved ? layer.Trainable : layer.Trainability != Trainability.Never);

    private static LayerNode? FindFeatures(NetworkGraph graph)
    {
        if (graph.Compile is null) return null;
        int frozen = graph.Layers.TakeWhile(layer => !layer.Trainable || (layer.Parameters.Count == 0 && !layer.Attributes.Kind.IsRandom)).Count();
        int first = graph.Layers.TakeWhile(layer => layer.Parameters.Count == 0).Count();

        // The earliest layer that those behind the one looked at read, or that is an output.
        int earliest = graph.Heads.Min(head => head.Layer - 1);
        for (int last = graph.Layers.Count - 1; last >= first; last--)
        {
            var layer = graph.Layers[last];
            if (last < frozen && earliest >= last && layer.Attributes.Kind.OutputMemory != OutputMemory.InputWhenPredicting) return layer;
            earliest = Math.Min(earliest, layer.Inputs.Min());
        }

        return null;
    }
}
