using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Add;
using CnnGen.Generator.Layers.Average;
using CnnGen.Generator.Layers.Divide;
using CnnGen.Generator.Layers.Maximum;
using CnnGen.Generator.Layers.Minimum;
using CnnGen.Generator.Layers.Multiply;
using CnnGen.Generator.Layers.Subtract;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>A function of the same element of several inputs, of which one with a single row or column is the same for all of them.</summary>
internal abstract class ReferenceMerge<TAttributes>(LayerNode node) : ReferenceLayer<TAttributes>(node)
    where TAttributes : LayerAttributes
{
    protected abstract double Combine(double[] elements);

    /// <summary>The derivative by one of the elements.</summary>
    protected abstract double Differentiate(double[] elements, int k);

    public override DoubleTensor Forward(IReadOnlyList<DoubleTensor> inputs)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEach((y, x, c) => output[y, x, c] = Combine(Elements(inputs, y, x, c)));
        return output;
    }

    public override IReadOnlyList<DoubleTensor> Backward(IReadOnlyList<DoubleTensor> inputs, DoubleTensor output, DoubleTensor gradient)
    {
        var results = inputs.Select(input => new DoubleTensor(input.Shape)).ToArray();
        ForEach((y, x, c) =>
        {
            var elements = Elements(inputs, y, x, c);
            for (int k = 0; k < results.Length; k++) Element(results[k], y, x, c) += gradient[y, x, c] * Differentiate(elements, k);
        });
        return results;
    }

    private static double[] Elements(IReadOnlyList<DoubleTensor> inputs, int y, int x, int c) => [.. inputs.Select(input => Element(input, y, x, c))];

    private static ref double Element(DoubleTensor tensor, int y, int x, int c) =>
        ref tensor[tensor.Shape.Height == 1 ? 0 : y, tensor.Shape.Width == 1 ? 0 : x, c];

    private void ForEach(Action<int, int, int> use)
    {
        for (int y = 0; y < Node.OutputShape.Height; y++)
            for (int x = 0; x < Node.OutputShape.Width; x++)
                for (int c = 0; c < Node.OutputShape.Channels; c++) use(y, x, c);
    }
}

internal sealed class ReferenceAdd(LayerNode node) : ReferenceMerge<AddAttributes>(node)
{
    protected override double Combine(double[] elements) => elements.Sum();

    protected override double Differentiate(double[] elements, int k) => 1;
}

internal sealed class ReferenceSubtract(LayerNode node) : ReferenceMerge<SubtractAttributes>(node)
{
    protected override double Combine(double[] elements) => elements[0] - elements[1];

    protected override double Differentiate(double[] elements, int k) => k == 0 ? 1 : -1;
}

internal sealed class ReferenceMultiply(LayerNode node) : ReferenceMerge<MultiplyAttributes>(node)
{
    protected override double Combine(double[] elements) => elements.Aggregate((a, b) => a * b);

    protected override double Differentiate(double[] elements, int k) => Combine([.. elements.Where((_, i) => i != k)]);
}

internal sealed class ReferenceAverage(LayerNode node) : ReferenceMerge<AverageAttributes>(node)
{
    protected override double Combine(double[] elements) => elements.Average();

    protected override double Differentiate(double[] elements, int k) => 1.0 / elements.Length;
}

internal sealed class ReferenceMaximum(LayerNode node) : ReferenceMerge<MaximumAttributes>(node)
{
    protected override double Combine(double[] elements) => elements.Max();

    /// <summary>The first of several equal ones has the gradient.</summary>
    protected override double Differentiate(double[] elements, int k) => Array.IndexOf(elements, elements.Max()) == k ? 1 : 0;
}

internal sealed class ReferenceMinimum(LayerNode node) : ReferenceMerge<MinimumAttributes>(node)
{
    protected override double Combine(double[] elements) => elements.Min();

    /// <summary>The first of several equal ones has the gradient.</summary>
    protected override double Differentiate(double[] elements, int k) => Array.IndexOf(elements, elements.Min()) == k ? 1 : 0;
}

internal sealed class ReferenceDivide(LayerNode node) : ReferenceMerge<DivideAttributes>(node)
{
    protected override double Combine(double[] elements) => elements[0] / elements[1];

    protected override double Differentiate(double[] elements, int k) => k == 0 ? 1 / elements[1] : -elements[0] / (elements[1] * elements[1]);
}
