namespace CnnGen.Generator.Layers.SpatialDropout2D;

/// <param name="Rate">The fraction of channels set to zero while training, in [0, 1).</param>
internal sealed record SpatialDropout2DAttributes(double Rate) : LayerAttributes
{
    // As with Dropout, the rate is no part of what a weight file fits.
    public override string Signature => "SpatialDropout2D";
}
