namespace CnnGen;

/// <summary>What a dataset wrote where bytes are not scaled.</summary>
internal sealed class RawInput
{
    /// <summary>Values of bytes, 0 to 255; otherwise floats as the network takes them.</summary>
    public bool IsBytes { get; set; }
}
