using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.PReLU;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferencePReLU(LayerNode node) : ReferenceLayer<PReLUAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) =>
        DoubleTensor.Of(input.Shape, input.Values.Select((x, i) => x > 0 ? x : x * Parameters["alpha"][AlphaOf(input.Shape, i)]));

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        for (int i = 0; i < input.Values.Length; i++)
        {
            int alpha = AlphaOf(input.Shape, i);
            result.Values[i] = gradient.Values[i] * (input.Values[i] > 0 ? 1 : Parameters["alpha"][alpha]);
            if (input.Values[i] <= 0) Gradients["alpha"][alpha] += gradient.Values[i] * input.Values[i];
        }

        return result;
    }

    private int AlphaOf(Shape shape, int i)
    {
        int c = i % shape.Channels;
        int x = Attributes.SharesColumns ? 0 : i / shape.Channels % shape.Width;
        int y = Attributes.SharesRows ? 0 : i / shape.Channels / shape.Width;
        return (((y * (Attributes.SharesColumns ? 1 : shape.Width)) + x) * shape.Channels) + c;
    }
}
