using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>The layers so far, each with a name of its own.</summary>
internal sealed class LayerList
{
    private readonly LayerNaming _naming = new();
    private readonly List<ImportedLayer> _layers = [];
    private readonly Dictionary<string, int> _places = [];

    public IReadOnlyList<ImportedLayer> All => _layers;

    /// <summary>Adds a layer behind those that it takes.</summary>
    /// <param name="name">What to call it if that can be.</param>
    /// <returns>Its name.</returns>
    public string Add(string type, string name, IReadOnlyList<string> inputs, JsonObject? settings = null, params IReadOnlyList<ImportedParameter> parameters)
    {
        var layer = new ImportedLayer(type, _naming.Take(name, type.ToLowerInvariant()), inputs) { Settings = settings ?? [], Parameters = parameters };
        _places.Add(layer.Name, _layers.Count);
        _layers.Add(layer);
        return layer.Name;
    }

    /// <summary>The layer of the name; null for the network's input.</summary>
    public ImportedLayer? Find(string name) => _places.TryGetValue(name, out var place) ? _layers[place] : null;

    /// <summary>Puts a layer in the place of the one of its name.</summary>
    public void Replace(ImportedLayer layer) => _layers[_places[layer.Name]] = layer;
}
