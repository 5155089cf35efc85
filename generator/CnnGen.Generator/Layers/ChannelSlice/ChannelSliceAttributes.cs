using static System.FormattableString;

namespace CnnGen.Generator.Layers.ChannelSlice;

/// <param name="Begin">The first channel.</param>
/// <param name="Size">Channels that are taken.</param>
internal sealed record ChannelSliceAttributes(int Begin, int Size) : LayerAttributes
{
    public override string Signature => Invariant($"ChannelSlice {Begin},{Size}");
}
