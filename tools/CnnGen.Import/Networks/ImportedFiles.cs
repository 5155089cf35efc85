using System.Text;

namespace CnnGen.Import;

/// <summary>Writes an imported network: Name.models.json, and Name.safetensors with its weights.</summary>
public static class ImportedFiles
{
    /// <summary>Writes both files into a folder, each whole or not at all.</summary>
    /// <param name="namespaceName">The namespace of the class; null for that of the project.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="IOException">A file can't be written.</exception>
    public static (string Models, string Weights) Write(ImportedNetwork network, string folder, string? namespaceName = null)
    {
        Directory.CreateDirectory(folder);
        var weights = Path.Combine(folder, network.Name + ".safetensors");
        SafetensorsWriter.Write(weights, Metadata(network), Tensors(network));
        return (WriteModels(network, folder, namespaceName), weights);
    }

    /// <summary>Writes the models.json file alone.</summary>
    /// <param name="namespaceName">The namespace of the class; null for that of the project.</param>
    /// <returns>Its path.</returns>
    public static string WriteModels(ImportedNetwork network, string folder, string? namespaceName = null)
    {
        Directory.CreateDirectory(folder);
        var models = Path.Combine(folder, network.Name + ".models.json");
        AtomicFile.Write(models, stream => stream.Write(Encoding.UTF8.GetBytes(ModelsJson.Write(network, namespaceName))));
        return models;
    }

    /// <summary>Writes the weights to a stream.</summary>
    public static void WriteWeights(ImportedNetwork network, Stream stream) => SafetensorsWriter.Write(stream, Metadata(network), Tensors(network));

    /// <summary>No spec hash: the generated class compares names and shapes.</summary>
    private static Dictionary<string, string> Metadata(ImportedNetwork network) => new(network.Metadata) { ["format"] = "cnngen", ["network"] = network.Name };

    private static IEnumerable<SafetensorsSource> Tensors(ImportedNetwork network) =>
        from layer in network.Layers
        from parameter in layer.Parameters
        select new SafetensorsSource($"{layer.Name}.{parameter.Name}", parameter.Shape, parameter.Values);
}
