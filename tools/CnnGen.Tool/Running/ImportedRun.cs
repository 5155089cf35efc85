using CnnGen.Generator.Graph;
using CnnGen.Import;
using CnnGen.Import.Onnx;

namespace CnnGen.Tool.Running;

/// <summary>An imported model on its way from the text of its models.json to outputs: what a user's build and program do.</summary>
internal static class ImportedRun
{
    public const string Namespace = "CnnGen.Imported";

    /// <summary>The network as the generator reads it.</summary>
    /// <exception cref="InvalidDataException">The generator refuses it; the message says why.</exception>
    public static NetworkGraph Declare(OnnxImport import) => Declare(import.Network);

    /// <inheritdoc cref="Declare(OnnxImport)"/>
    public static NetworkGraph Declare(ImportedNetwork network) =>
        DeclaredNetworks.Read(ModelsJson.Write(network, Namespace), network.Name + ".models.json", Namespace)[0];

    /// <summary>The outputs for a batch in the model's order of elements.</summary>
    public static IReadOnlyList<float[]> Predict(OnnxImport import, Network network, ReadOnlySpan<float> images)
    {
        using var weights = new MemoryStream();
        ImportedFiles.WriteWeights(import.Network, weights);
        weights.Position = 0;
        WeightFile.Load(weights, import.Network.Name + ".safetensors", network.Store);
        var outputs = network.PredictMany(import.Input.ToNetwork(images));
        var results = new List<float[]>();
        var offset = 0;
        foreach (var (head, port) in network.Description.Heads.Zip(import.Outputs))
        {
            var values = new float[outputs.Length / network.Description.OutputLength * head.Length];
            for (var n = 0; n * head.Length < values.Length; n++)
                outputs.Slice((n * network.Description.OutputLength) + offset, head.Length).CopyTo(values.AsSpan(n * head.Length));
            offset += head.Length;
            results.Add(port.FromNetwork(values));
        }

        return results;
    }
}
