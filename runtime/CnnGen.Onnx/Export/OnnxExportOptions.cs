namespace CnnGen.Onnx;

/// <summary>What an exported model looks like from outside.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// False: the input is [N, height, width, channels], the floats that <c>Predict</c> takes, and outputs that are images are the same.
    /// True: the input is [N, channels, height, width], as most ONNX models have it, and so are outputs that are images.
    /// </summary>
    public bool ChannelsFirst { get; init; }

    /// <summary>A description for people, in the model's doc_string; null for one that names the network.</summary>
    public string? DocString { get; init; }
}
