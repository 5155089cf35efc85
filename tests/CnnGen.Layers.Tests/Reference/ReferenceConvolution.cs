using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>The textbook's convolution: every output, tap and pair of channels that meet, one after another.</summary>
/// <param name="Input">The image that the windows move over.</param>
/// <param name="Output">What comes out.</param>
internal sealed record ReferenceConvolution(
    Shape Input, Shape Output, Size Kernel, Size Strides, Padding Padding, Size Dilation, int Groups)
{
    public delegate void Tap(int y, int x, int o, int iy, int ix, int i, int weight);

    public void Forward(DoubleTensor input, double[] weights, DoubleTensor output) =>
        ForEachTap((y, x, o, iy, ix, i, weight) => output[y, x, o] += input[iy, ix, i] * weights[weight]);

    public void BackwardData(DoubleTensor gradient, double[] weights, DoubleTensor inputGradient) =>
        ForEachTap((y, x, o, iy, ix, i, weight) => inputGradient[iy, ix, i] += gradient[y, x, o] * weights[weight]);

    public void BackwardWeights(DoubleTensor input, DoubleTensor gradient, double[] weightGradient) =>
        ForEachTap((y, x, o, iy, ix, i, weight) => weightGradient[weight] += gradient[y, x, o] * input[iy, ix, i]);

    private void ForEachTap(Tap use)
    {
        int inputs = Input.Channels / Groups;
        int outputs = Output.Channels / Groups;
        int top = Before(Padding.Vertical, Input.Height, Output.Height, Kernel.Height, Strides.Height, Dilation.Height);
        int left = Before(Padding.Horizontal, Input.Width, Output.Width, Kernel.Width, Strides.Width, Dilation.Width);
        for (int y = 0; y < Output.Height; y++)
            for (int x = 0; x < Output.Width; x++)
                for (int ky = 0; ky < Kernel.Height; ky++)
                    for (int kx = 0; kx < Kernel.Width; kx++)
                    {
                        int iy = (y * Strides.Height) + (ky * Dilation.Height) - top;
                        int ix = (x * Strides.Width) + (kx * Dilation.Width) - left;
                        if (iy < 0 || iy >= Input.Height || ix < 0 || ix >= Input.Width) continue;
                        for (int o = 0; o < Output.Channels; o++)
                            for (int i = 0; i < inputs; i++)
                            {
                                use(y, x, o, iy, ix, (o / outputs * inputs) + i, (((((ky * Kernel.Width) + kx) * inputs) + i) * Output.Channels) + o);
                            }
                    }
    }

    // TensorFlow's rule for "same": the total padding is what the outputs need, half of it (rounded down) before.
    private static int Before(AxisPadding padding, int input, int output, int kernel, int stride, int dilation) => padding.Rule == PaddingRule.Explicit
        ? padding.Before
        : Math.Max(0, ((output - 1) * stride) + ((kernel - 1) * dilation) + 1 - input) / 2;
}
