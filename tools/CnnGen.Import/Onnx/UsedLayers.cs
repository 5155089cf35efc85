namespace CnnGen.Import.Onnx;

/// <summary>The layers that outputs depend on.</summary>
internal static class UsedLayers
{
    public static IReadOnlyList<ImportedLayer> Of(IReadOnlyList<ImportedLayer> layers, IEnumerable<string> outputs)
    {
        var used = outputs.ToHashSet();
        var kept = new List<ImportedLayer>();
        foreach (var layer in layers.Reverse())
        {
            if (!used.Contains(layer.Name))
                continue;
            kept.Add(layer);
            used.UnionWith(layer.Inputs);
        }

        kept.Reverse();
        return kept;
    }
}
