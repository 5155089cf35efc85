using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.ChannelPadding;
using CnnGen.Generator.Layers.ChannelSlice;
using CnnGen.Generator.Layers.Cropping2D;
using CnnGen.Generator.Layers.Permute;
using CnnGen.Generator.Layers.Reshape;
using CnnGen.Generator.Layers.StridedSlice;
using CnnGen.Generator.Layers.UpSampling2D;
using CnnGen.Generator.Layers.ZeroPadding2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceReshape(LayerNode node) : ReferenceLayer<ReshapeAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => DoubleTensor.Of(Node.OutputShape, input.Values);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => DoubleTensor.Of(input.Shape, gradient.Values);
}

internal sealed class ReferenceZeroPadding2D(LayerNode node) : ReferenceLinearMap<ZeroPadding2DAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) =>
        Moved((y, x, c) => (y - Attributes.Padding.Vertical.Before, x - Attributes.Padding.Horizontal.Before, c));
}

internal sealed class ReferenceCropping2D(LayerNode node) : ReferenceLinearMap<Cropping2DAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) =>
        Moved((y, x, c) => (y + Attributes.Cropping.Vertical.Before, x + Attributes.Cropping.Horizontal.Before, c));
}

internal sealed class ReferenceChannelPadding(LayerNode node) : ReferenceLinearMap<ChannelPaddingAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) => Moved((y, x, c) => (y, x, c - Attributes.Before));
}

internal sealed class ReferenceChannelSlice(LayerNode node) : ReferenceLinearMap<ChannelSliceAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) => Moved((y, x, c) => (y, x, c + Attributes.Begin));
}

internal sealed class ReferencePermute(LayerNode node) : ReferenceLinearMap<PermuteAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) => Moved((y, x, c) =>
    {
        var place = new int[3];
        (place[Attributes.Dims[0] - 1], place[Attributes.Dims[1] - 1], place[Attributes.Dims[2] - 1]) = (y, x, c);
        return (place[0], place[1], place[2]);
    });
}

internal sealed class ReferenceStridedSlice(LayerNode node) : ReferenceLinearMap<StridedSliceAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) => Moved((y, x, c) =>
        (Attributes.Begin.Height + (y * Attributes.Strides.Height), Attributes.Begin.Width + (x * Attributes.Strides.Width), c));
}

internal sealed class ReferenceUpSampling2D(LayerNode node) : ReferenceLinearMap<UpSampling2DAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input) => !Attributes.Bilinear
        ? Moved((y, x, c) => (y / Attributes.Size.Height, x / Attributes.Size.Width, c))
        : from y in Enumerable.Range(0, Node.OutputShape.Height)
          from v in Neighbors(y, input.Height, Attributes.Size.Height)
          from x in Enumerable.Range(0, Node.OutputShape.Width)
          from h in Neighbors(x, input.Width, Attributes.Size.Width)
          from c in Enumerable.Range(0, input.Channels)
          select new Term((y, x, c), (v.Index, h.Index, c), v.Weight * h.Weight);

    /// <summary>The center of an output is at (o + 1/2) / size - 1/2; outside of the image lie copies of its border.</summary>
    private static IEnumerable<(int Index, double Weight)> Neighbors(int output, int length, int size)
    {
        double place = ((output + 0.5) / size) - 0.5;
        int before = (int)Math.Floor(place);
        yield return (Math.Clamp(before, 0, length - 1), 1 - (place - before));
        yield return (Math.Clamp(before + 1, 0, length - 1), place - before);
    }
}
