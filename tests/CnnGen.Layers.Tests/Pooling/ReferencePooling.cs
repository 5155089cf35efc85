using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>The windows of a pooling, found by their definition: element k of output o is input o * stride + k - padding before.</summary>
internal abstract class ReferencePooling<TAttributes>(LayerNode node) : ReferenceLayer<TAttributes>(node)
    where TAttributes : PoolingAttributes
{
    private readonly (int Y, int X)[]?[] _windows = new (int, int)[]?[node.OutputShape.Height * node.OutputShape.Width];

    protected void ForEachOutput(Action<int, int, int> use)
    {
        for (int y = 0; y < Node.OutputShape.Height; y++)
            for (int x = 0; x < Node.OutputShape.Width; x++)
                for (int c = 0; c < Node.OutputShape.Channels; c++) use(y, x, c);
    }

    /// <summary>The elements of a window that lie inside the input.</summary>
    protected (int Y, int X)[] Window(Shape input, int y, int x) => _windows[(y * Node.OutputShape.Width) + x] ??= [.. Elements(input, y, x)];

    private IEnumerable<(int Y, int X)> Elements(Shape input, int y, int x) =>
        from iy in Axis(input.Height, Node.OutputShape.Height, Attributes.PoolHeight, Attributes.StrideY, Attributes.Padding.Vertical, y)
        where iy >= 0 && iy < input.Height
        from ix in Axis(input.Width, Node.OutputShape.Width, Attributes.PoolWidth, Attributes.StrideX, Attributes.Padding.Horizontal, x)
        where ix >= 0 && ix < input.Width
        select (iy, ix);

    /// <summary>The elements of a window that lie inside the input or its padding.</summary>
    protected int PaddedCount(Shape input, int y, int x) =>
        Padded(input.Height, Node.OutputShape.Height, Attributes.PoolHeight, Attributes.StrideY, Attributes.Padding.Vertical, y)
        * Padded(input.Width, Node.OutputShape.Width, Attributes.PoolWidth, Attributes.StrideX, Attributes.Padding.Horizontal, x);

    private static int Padded(int input, int output, int kernel, int stride, AxisPadding padding, int index)
    {
        int after = padding.Rule == PaddingRule.Same ? SameTotal(input, output, kernel, stride) - Before(input, output, kernel, stride, padding) : padding.After;
        return Axis(input, output, kernel, stride, padding, index).Count(i => i < input + after);
    }

    private static IEnumerable<int> Axis(int input, int output, int kernel, int stride, AxisPadding padding, int index) =>
        Enumerable.Range((index * stride) - Before(input, output, kernel, stride, padding), kernel);

    private static int Before(int input, int output, int kernel, int stride, AxisPadding padding) =>
        padding.Rule == PaddingRule.Same ? SameTotal(input, output, kernel, stride) / 2 : padding.Before;

    // TensorFlow's rule for "same": the total padding is what the outputs need.
    private static int SameTotal(int input, int output, int kernel, int stride) => Math.Max(0, ((output - 1) * stride) + kernel - input);
}
