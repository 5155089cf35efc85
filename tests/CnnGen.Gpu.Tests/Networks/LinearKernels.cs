using CnnGen.Runtime.Tests.Networks;
using ILGPU;

namespace CnnGen.Gpu.Tests.Networks;

/// <summary>A dense layer of 6 inputs that may be dropped and 3 outputs, as generated code would write it.</summary>
public static class LinearKernels
{
    private const int Inputs = LinearNetwork.Inputs;
    private const int Outputs = 3;
    private const int Bias = 32;

    public static void Forward(ArrayView<float> input, ArrayView<float> mask, ArrayView<float> weights, ArrayView<float> output, int count, int isMasked)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= count * Outputs)
            return;
        var (image, o) = (i / Outputs, i % Outputs);
        var sum = weights[Bias + o];
        for (var k = 0; k < Inputs; k++)
            sum += input[image * Inputs + k] * (isMasked != 0 ? mask[image * Inputs + k] : 1f) * weights[k * Outputs + o];
        output[i] = sum;
    }

    public static void Backward(ArrayView<float> input, ArrayView<float> mask, ArrayView<float> gradient, ArrayView<float> gradients, int count)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= (Inputs + 1) * Outputs)
            return;
        var (k, o) = (i / Outputs, i % Outputs);
        var sum = 0f;
        for (var image = 0; image < count; image++)
            sum += gradient[image * Outputs + o] * (k < Inputs ? input[image * Inputs + k] * mask[image * Inputs + k] : 1f);
        gradients[k < Inputs ? i : Bias + o] += sum;
    }

    public static void Copy(ArrayView<float> from, ArrayView<float> to, int length)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < length)
            to[i] = from[i];
    }
}
