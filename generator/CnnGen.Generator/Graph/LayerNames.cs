using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>The names of a network's layers, in the order in which they are written.</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, int> _indices = [];
    private readonly string[] _names;
    private readonly string[] _identifiers;

    private LayerNames(int count)
    {
        _names = new string[count];
        _identifiers = new string[count];
    }

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<string> Identifiers => _identifiers;

    /// <summary>The layer of the name; null where there is none.</summary>
    public int? Find(string name) => _indices.TryGetValue(name, out int index) ? index : null;

    /// <summary>Takes explicit names as they are; a layer without one is its type and its place among the layers of that type.</summary>
    public static LayerNames Assign(NetworkSpec network, IReadOnlyList<LayerSpec> layers, DiagnosticBag diagnostics)
    {
        var result = new LayerNames(layers.Count);
        var scope = new IdentifierScope(network.Name, "Layer", "Weights");
        var ordinals = new Dictionary<LayerKind, int>();
        foreach (var taken in network.TakenNumbers) ordinals.Add(taken.Key, taken.Value);
        for (int i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            int ordinal = 0;
            if (layer.Kind is not null && layer.BaseIdentifier is null)
            {
                ordinals.TryGetValue(layer.Kind, out ordinal);
                ordinals[layer.Kind] = ++ordinal;
            }

            string number = ordinal.ToString(CultureInfo.InvariantCulture);
            string type = layer.Kind?.Type ?? "Unknown";
            result._names[i] = layer.Name?.Value ?? (Graph.Identifiers.Snake(type) + "_" + number);
            result._identifiers[i] = scope.Take(layer.BaseIdentifier ?? (layer.Name is null ? type + number : PascalOr(layer.Name.Value, type + number)));
            if (layer.Name is not null || layer.Kind is not null) result.Register(i, layers, network.Base?.Model, diagnostics);
        }

        return result;
    }

    private void Register(int index, IReadOnlyList<LayerSpec> layers, string? baseModel, DiagnosticBag diagnostics)
    {
        var layer = layers[index];
        string name = _names[index];
        if (layer.Name is not null && Graph.Identifiers.WhyNoLayerName(name) is string reason)
        {
            diagnostics.Report(DiagnosticCatalog.IllegalName, layer.NameSpan, name, "a layer", reason);
        }

        // A layer whose name is refused is registered too, so that those which read it are not in error for that.
        if (!_indices.ContainsKey(name))
        {
            _indices.Add(name, index);
            return;
        }

        string hint = layers[_indices[name]].BaseIdentifier is not null ? " (the base " + baseModel + " has a layer of that name)"
            : layer.Name is null ? " (it is what a " + layer.Kind!.Type + " without a name gets here)" : "";
        diagnostics.Report(DiagnosticCatalog.DuplicateName, layer.NameSpan, name, hint);
    }

    private static string PascalOr(string name, string fallback)
    {
        string identifier = Graph.Identifiers.Pascal(name);
        return identifier.Length > 0 ? identifier : fallback;
    }
}
