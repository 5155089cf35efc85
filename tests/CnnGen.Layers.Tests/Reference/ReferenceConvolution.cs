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
    private int InputsOfGroup => Input.Channels / Groups;

    private int OutputsOfGroup => Output.Channels / Groups;

    public void Forward(DoubleTensor input, double[] weights, DoubleTensor output)
    {
        foreach (var (from, to, weight) in Taps())
        {
            for (int o = 0; o < Output.Channels; o++)
            {
                int first = from + FirstInputOf(o);
                double sum = output.Values[to + o];
                for (int i = 0; i < InputsOfGroup; i++) sum += input.Values[first + i] * weights[weight + (i * Output.Channels) + o];
                output.Values[to + o] = sum;
            }
        }
    }

    public void BackwardData(DoubleTensor gradient, double[] weights, DoubleTensor inputGradient)
    {
        foreach (var (from, to, weight) in Taps())
        {
            for (int o = 0; o < Output.Channels; o++)
            {
                int first = from + FirstInputOf(o);
                double outputGradient = gradient.Values[to + o];
                for (int i = 0; i < InputsOfGroup; i++) inputGradient.Values[first + i] += outputGradient * weights[weight + (i * Output.Channels) + o];
            }
        }
    }

    public void BackwardWeights(DoubleTensor input, DoubleTensor gradient, double[] weightGradient)
    {
        foreach (var (from, to, weight) in Taps())
        {
            for (int o = 0; o < Output.Channels; o++)
            {
                int first = from + FirstInputOf(o);
                double outputGradient = gradient.Values[to + o];
                for (int i = 0; i < InputsOfGroup; i++) weightGradient[weight + (i * Output.Channels) + o] += outputGradient * input.Values[first + i];
            }
        }
    }

    private int FirstInputOf(int output) => output / OutputsOfGroup * InputsOfGroup;

    /// <summary>The pixels that meet: where the input's and the output's begin, and the kernel's weights between them.</summary>
    private IEnumerable<(int From, int To, int Weight)> Taps()
    {
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
                        yield return (
                            ((iy * Input.Width) + ix) * Input.Channels, ((y * Output.Width) + x) * Output.Channels,
                            ((ky * Kernel.Width) + kx) * InputsOfGroup * Output.Channels);
                    }
    }

    // TensorFlow's rule for "same": the total padding is what the outputs need, half of it (rounded down) before.
    private static int Before(AxisPadding padding, int input, int output, int kernel, int stride, int dilation) => padding.Rule == PaddingRule.Explicit
        ? padding.Before
        : Math.Max(0, ((output - 1) * stride) + ((kernel - 1) * dilation) + 1 - input) / 2;
}
