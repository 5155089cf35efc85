using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Clip;
using CnnGen.Generator.Layers.ELU;
using CnnGen.Generator.Layers.LeakyReLU;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Layers.ReLU;
using CnnGen.Generator.Layers.Rescaling;
using CnnGen.Generator.Layers.Shrink;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>A function of one number that may depend on the channel.</summary>
internal abstract class ReferenceElementwise<TAttributes>(LayerNode node) : ReferenceLayer<TAttributes>(node)
    where TAttributes : LayerAttributes
{
    protected abstract double Value(double x, int channel);

    protected abstract double Derivative(double x, int channel);

    public override DoubleTensor Forward(DoubleTensor input) =>
        DoubleTensor.Of(input.Shape, input.Values.Select((x, i) => Value(x, i % input.Shape.Channels)));

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) =>
        DoubleTensor.Of(input.Shape, input.Values.Select((x, i) => gradient.Values[i] * Derivative(x, i % input.Shape.Channels)));
}

internal sealed class ReferenceReLU(LayerNode node) : ReferenceElementwise<ReLUAttributes>(node)
{
    protected override double Value(double x, int channel) =>
        x >= Most ? Most : x >= Attributes.Threshold ? x : Attributes.NegativeSlope * (x - Attributes.Threshold);

    protected override double Derivative(double x, int channel) => x >= Most ? 0 : x >= Attributes.Threshold ? 1 : Attributes.NegativeSlope;

    private double Most => Attributes.MaxValue ?? double.PositiveInfinity;
}

internal sealed class ReferenceLeakyReLU(LayerNode node) : ReferenceElementwise<LeakyReLUAttributes>(node)
{
    protected override double Value(double x, int channel) => x > 0 ? x : x * Attributes.NegativeSlope;

    protected override double Derivative(double x, int channel) => x > 0 ? 1 : Attributes.NegativeSlope;
}

internal sealed class ReferenceELU(LayerNode node) : ReferenceElementwise<ELUAttributes>(node)
{
    protected override double Value(double x, int channel) => x > 0 ? x : Attributes.Alpha * (Math.Exp(x) - 1);

    protected override double Derivative(double x, int channel) => x > 0 ? 1 : Attributes.Alpha * Math.Exp(x);
}

internal sealed class ReferenceClip(LayerNode node) : ReferenceElementwise<ClipAttributes>(node)
{
    protected override double Value(double x, int channel) => Math.Clamp(x, Attributes.Minimum, Attributes.Maximum);

    protected override double Derivative(double x, int channel) => x >= Attributes.Minimum && x <= Attributes.Maximum ? 1 : 0;
}

internal sealed class ReferenceShrink(LayerNode node) : ReferenceElementwise<ShrinkAttributes>(node)
{
    protected override double Value(double x, int channel) =>
        x < -Attributes.Lambda ? x + Attributes.Bias : x > Attributes.Lambda ? x - Attributes.Bias : 0;

    protected override double Derivative(double x, int channel) => Math.Abs(x) > Attributes.Lambda ? 1 : 0;
}

internal sealed class ReferenceRescaling(LayerNode node) : ReferenceElementwise<RescalingAttributes>(node)
{
    protected override double Value(double x, int channel) => (x * Derivative(x, channel)) + Attributes.Offset[Attributes.Offset.Count == 1 ? 0 : channel];

    protected override double Derivative(double x, int channel) => Attributes.Scale[Attributes.Scale.Count == 1 ? 0 : channel];
}

internal sealed class ReferenceNormalizationOfData(LayerNode node) : ReferenceElementwise<NormalizationAttributes>(node)
{
    protected override double Value(double x, int channel) => (x - Attributes.Mean[Attributes.Mean.Count == 1 ? 0 : channel]) * Derivative(x, channel);

    protected override double Derivative(double x, int channel) =>
        1 / Math.Max(Math.Sqrt(Attributes.Variance[Attributes.Variance.Count == 1 ? 0 : channel]), 1e-7);
}
