namespace CnnGen.Generator.Layers.Dropout;

/// <param name="Rate">The fraction of elements set to zero while training, in [0, 1).</param>
internal sealed record DropoutAttributes(double Rate) : LayerAttributes
{
    // Dropout does nothing while predicting, so its rate is no part of what a weight file fits.
    public override string Signature => "Dropout";
}
