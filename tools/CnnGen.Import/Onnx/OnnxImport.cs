namespace CnnGen.Import.Onnx;

/// <summary>An imported model, and where the elements of its tensors are in the network's.</summary>
/// <param name="Network">The network.</param>
/// <param name="Input">The image.</param>
/// <param name="Outputs">In the order of the network's heads.</param>
public sealed record OnnxImport(ImportedNetwork Network, OnnxPort Input, IReadOnlyList<OnnxPort> Outputs);

/// <summary>An input or output of a model and of the network made of it.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Dimensions">Of one image in the model, without the batch.</param>
/// <param name="Places">For each element of the model's image, its place in the network's.</param>
public sealed record OnnxPort(string Name, IReadOnlyList<int> Dimensions, IReadOnlyList<int> Places)
{
    /// <summary>Elements of one image.</summary>
    public int Length => Places.Count;

    /// <summary>Images in the model's order, as the network has them.</summary>
    public float[] ToNetwork(ReadOnlySpan<float> images)
    {
        var result = new float[images.Length];
        for (var i = 0; i < images.Length; i++)
            result[i - (i % Length) + Places[i % Length]] = images[i];
        return result;
    }

    /// <summary>Images as the network has them, in the model's order.</summary>
    public float[] FromNetwork(ReadOnlySpan<float> images)
    {
        var result = new float[images.Length];
        for (var i = 0; i < images.Length; i++)
            result[i] = images[i - (i % Length) + Places[i % Length]];
        return result;
    }
}
