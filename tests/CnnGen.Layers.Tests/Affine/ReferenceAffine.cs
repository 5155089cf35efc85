using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Affine;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceAffine(LayerNode node) : ReferenceLayer<AffineAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => DoubleTensor.Of(
        input.Shape, input.Values.Select((x, i) => (x * (Attributes.Scale ? Parameters["gamma"][PlaceOf(input.Shape, i)] : 1)) + (Attributes.Center ? Parameters["beta"][PlaceOf(input.Shape, i)] : 0)));

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        for (int i = 0; i < input.Values.Length; i++)
        {
            int place = PlaceOf(input.Shape, i);
            result.Values[i] = gradient.Values[i] * (Attributes.Scale ? Parameters["gamma"][place] : 1);
            if (Attributes.Scale) Gradients["gamma"][place] += gradient.Values[i] * input.Values[i];
            if (Attributes.Center) Gradients["beta"][place] += gradient.Values[i];
        }

        return result;
    }

    private int PlaceOf(Shape shape, int i)
    {
        int c = i % shape.Channels;
        int x = Attributes.SharesColumns ? 0 : i / shape.Channels % shape.Width;
        int y = Attributes.SharesRows ? 0 : i / shape.Channels / shape.Width;
        return (((y * (Attributes.SharesColumns ? 1 : shape.Width)) + x) * shape.Channels) + c;
    }
}
