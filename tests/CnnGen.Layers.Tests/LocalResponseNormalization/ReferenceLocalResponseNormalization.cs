using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.LocalResponseNormalization;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceLocalResponseNormalization(LayerNode node) : ReferenceLayer<LocalResponseNormalizationAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input) =>
        DoubleTensor.Of(input.Shape, input.Values.Select((x, i) => x * Math.Pow(Denominator(input, i), -Attributes.Beta)));

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        for (int i = 0; i < input.Values.Length; i++)
        {
            double d = Denominator(input, i);
            result.Values[i] += gradient.Values[i] * Math.Pow(d, -Attributes.Beta);
            double byDenominator = gradient.Values[i] * input.Values[i] * -Attributes.Beta * Math.Pow(d, -Attributes.Beta - 1);
            foreach (int j in Window(input.Shape, i)) result.Values[j] += byDenominator * 2 * Attributes.Alpha / Attributes.Size * input.Values[j];
        }

        return result;
    }

    private double Denominator(DoubleTensor input, int i) =>
        Attributes.Bias + (Attributes.Alpha / Attributes.Size * Window(input.Shape, i).Sum(j => input.Values[j] * input.Values[j]));

    /// <summary>ONNX: from c - floor((size - 1) / 2) to c + ceil((size - 1) / 2), as far as there are channels.</summary>
    private IEnumerable<int> Window(Shape shape, int i)
    {
        int c = i % shape.Channels;
        int first = Math.Max(0, c - ((Attributes.Size - 1) / 2));
        int last = Math.Min(shape.Channels - 1, c + (Attributes.Size / 2));
        return Enumerable.Range(i - c + first, last - first + 1);
    }
}
