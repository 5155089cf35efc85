using static System.FormattableString;

namespace CnnGen.Generator.Layers.ChannelPadding;

internal sealed record ChannelPaddingAttributes(int Before, int After) : LayerAttributes
{
    public override string Signature => Invariant($"ChannelPadding {Before},{After}");
}
