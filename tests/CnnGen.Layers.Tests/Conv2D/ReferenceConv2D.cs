using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceConv2D(LayerNode node) : ReferenceLayer<Conv2DAttributes>(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEachTap(input, (y, x, o, iy, ix, i, weight) => output[y, x, o] += input[iy, ix, i] * Parameters["kernel"][weight]);
        if (Attributes.UseBias)
        {
            for (int i = 0; i < output.Values.Length; i++) output.Values[i] += Parameters["bias"][i % Attributes.Filters];
        }

        ReferenceActivations.Apply(Attributes.Activation, output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var before = ReferenceActivations.Backward(Attributes.Activation, output, gradient);
        var result = new DoubleTensor(input.Shape);
        ForEachTap(input, (y, x, o, iy, ix, i, weight) =>
        {
            result[iy, ix, i] += before[y, x, o] * Parameters["kernel"][weight];
            Gradients["kernel"][weight] += before[y, x, o] * input[iy, ix, i];
        });
        if (Attributes.UseBias)
        {
            for (int i = 0; i < before.Values.Length; i++) Gradients["bias"][i % Attributes.Filters] += before.Values[i];
        }

        return result;
    }

    private void ForEachTap(DoubleTensor input, Action<int, int, int, int, int, int, int> use)
    {
        var shape = Node.OutputShape;
        int channels = input.Shape.Channels;
        int top = Before(input.Shape.Height, shape.Height, Attributes.KernelHeight, Attributes.StrideY);
        int left = Before(input.Shape.Width, shape.Width, Attributes.KernelWidth, Attributes.StrideX);
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++)
                for (int ky = 0; ky < Attributes.KernelHeight; ky++)
                    for (int kx = 0; kx < Attributes.KernelWidth; kx++)
                    {
                        int iy = (y * Attributes.StrideY) + ky - top;
                        int ix = (x * Attributes.StrideX) + kx - left;
                        if (iy < 0 || iy >= input.Shape.Height || ix < 0 || ix >= input.Shape.Width) continue;
                        for (int i = 0; i < channels; i++)
                            for (int o = 0; o < shape.Channels; o++)
                            {
                                use(y, x, o, iy, ix, i, (((((ky * Attributes.KernelWidth) + kx) * channels) + i) * shape.Channels) + o);
                            }
                    }
    }

    // TensorFlow's rule for "same": the total padding is what the outputs need, half of it (rounded down) before.
    private int Before(int input, int output, int kernel, int stride) =>
        Attributes.Padding == Padding.Valid ? 0 : Math.Max(0, ((output - 1) * stride) + kernel - input) / 2;
}
