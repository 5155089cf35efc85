using System;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Conv2DTranspose;

/// <summary>
/// The convolution that a transposed one is the way back of, along one axis: from the layer's output to the layer's input. Sizes by
/// Keras's compute_conv_transpose_output_shape.
/// </summary>
internal static class TransposedWindow
{
    /// <summary>Elements of the output; not above 0 where there are none.</summary>
    public static long OutputOf(int input, int kernel, int stride, int dilation, bool same, int? outputPadding)
    {
        long span = ((kernel - 1L) * dilation) + 1;
        long steps = (input - 1L) * stride;
        return same
            ? outputPadding is int more ? steps + (span % 2) + more : steps + stride
            : steps + span + (outputPadding ?? Math.Max(0, stride - span));
    }

    public static (Window Vertical, Window Horizontal) Over(Conv2DTransposeAttributes attributes, Shape input)
    {
        var (kernel, strides, dilation) = (attributes.Kernel, attributes.Strides, attributes.Dilation);
        return (
            Along(input.Height, kernel.Height, strides.Height, dilation.Height, attributes.IsSame, attributes.OutputPadding?.Height),
            Along(input.Width, kernel.Width, strides.Width, dilation.Width, attributes.IsSame, attributes.OutputPadding?.Width));
    }

    private static Window Along(int input, int kernel, int stride, int dilation, bool same, int? outputPadding)
    {
        int output = checked((int)OutputOf(input, kernel, stride, dilation, same, outputPadding));
        int padding = checked((int)(((input - 1L) * stride) + ((kernel - 1L) * dilation) + 1 - output));
        int before = same ? Math.Max(0, padding) / 2 : 0;
        return new Window(output, kernel, stride, AxisPadding.Explicit(before, padding - before), dilation);
    }
}
