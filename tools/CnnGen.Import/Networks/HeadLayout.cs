using System.Text.Json.Nodes;

namespace CnnGen.Import;

/// <summary>Which layers of a network with several outputs are its trunk, and which are those of each head.</summary>
internal static class HeadLayout
{
    /// <summary>
    /// The layers of the trunk, and the heads with theirs; no heads for a single output. A layer that makes an output and that nothing reads stands in its head; for any other
    /// output the head passes the layer's numbers on.
    /// </summary>
    public static (IReadOnlyList<ImportedLayer> Trunk, IReadOnlyList<(ImportedOutput Output, IReadOnlyList<ImportedLayer> Layers)> Heads) Of(ImportedNetwork network)
    {
        if (network.Outputs.Count == 1)
            return (network.Layers, []);
        var read = network.Layers.SelectMany(layer => layer.Inputs).ToHashSet();
        var shared = network.Outputs.GroupBy(output => output.Layer).Where(outputs => outputs.Count() > 1).Select(outputs => outputs.Key).ToHashSet();
        var ofHeads = network.Outputs.Select(output => output.Layer).Where(layer => !read.Contains(layer) && !shared.Contains(layer)).ToHashSet();
        var trunk = network.Layers.Where(layer => !ofHeads.Contains(layer.Name)).ToList();
        var names = new LayerNaming();
        foreach (var layer in network.Layers)
            names.Take(layer.Name, layer.Name);
        Func<string, string> source = name => name;
        if (trunk.Count == 0)
        {
            // A network needs a trunk: one that passes the image on.
            var passing = Pass(names.Take("image", "image"), ImportedNetwork.Input);
            trunk.Add(passing);
            source = name => name == ImportedNetwork.Input ? passing.Name : name;
        }

        var heads = network.Outputs.Select(output =>
        {
            var layer = ofHeads.Contains(output.Layer)
                ? network.Layers.Single(layer => layer.Name == output.Layer)
                : Pass(names.Take(output.Name, "output"), output.Layer);
            IReadOnlyList<ImportedLayer> layers = [layer with { Inputs = [.. layer.Inputs.Select(source)] }];
            return (output, layers);
        });
        return (trunk, [.. heads]);
    }

    private static ImportedLayer Pass(string name, string input) =>
        new("Activation", name, [input]) { Settings = new JsonObject { ["activation"] = "linear" } };
}
