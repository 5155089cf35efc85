using static System.FormattableString;

namespace CnnGen.Generator.Layers.Concatenate;

/// <param name="Axis">Keras's number, counted with the batch: 3 or -1 for the channels of images.</param>
internal sealed record ConcatenateAttributes(int Axis) : LayerAttributes
{
    public override string Signature => Invariant($"Concatenate {Axis}");
}
