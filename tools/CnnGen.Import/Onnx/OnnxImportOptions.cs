namespace CnnGen.Import.Onnx;

/// <summary>What an ONNX model does not say by itself.</summary>
public sealed record OnnxImportOptions
{
    /// <summary>The name of the class.</summary>
    public required string Name { get; init; }

    /// <summary>Inputs of the model, other than the image, that are constants.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Bind { get; init; } = new Dictionary<string, OnnxTensor>();

    /// <summary>The dimensions of one image where the model leaves them open: [channels, height, width].</summary>
    public IReadOnlyList<int>? InputShape { get; init; }

    /// <summary>Elements of all constants that are computed at most.</summary>
    public long MostComputedElements { get; init; } = ImportLimits.ComputedElements;

    /// <summary>Texts for the weight file: "source", "license".</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
