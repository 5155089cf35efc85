using System;
using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Conv2D;

/// <content>The direct convolution, forward and backward, as tiles of registers.</content>
internal sealed partial class Conv2DKind
{
    public override Margins InputMargins(LayerNode layer)
    {
        var (vertical, horizontal) = Windows(layer);
        return new Margins(vertical.Before, horizontal.Before, BehindInput(vertical), BehindInput(horizontal));
    }

    public override Margins OutputGradientMargins(LayerNode layer)
    {
        var (vertical, horizontal) = Windows(layer);
        var (top, bottom) = PhaseSpan.Borders(vertical);
        var (left, right) = PhaseSpan.Borders(horizontal);
        return new Margins(top, left, bottom, right);
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var (vertical, horizontal) = Windows(layer);
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        string activation = PassBuilder.InKernel(attributes.Activation);
        var kernel = new ConvolutionKernel(
            $"Conv2D_{Geometry(layer)}{Suffix(activation)}",
            $"{vertical.Kernel} x {horizontal.Kernel} convolution of {input.Shape} to {output.Shape}, stride {Stride(attributes)}{(activation == ElementwiseTable.Linear ? "" : ", then " + activation)}.",
            output.Shape.Height, output.Shape.Width, output.Shape.Channels,
            input.ImageStride, vertical.Stride * input.RowStride, horizontal.Stride * input.PixelStride,
            vertical.Kernel, input.RowStride, horizontal.Kernel * input.Shape.Channels,
            output.ImageStride, output.RowStride, output.PixelStride,
            attributes.UseBias ? StartFrom.Bias : StartFrom.Zero, activation);
        pass.Add(
            kernel.WithRowsJoined(input, output), input.Pointer(-vertical.Before, -horizontal.Before),
            pass.Parameter(layer, "kernel"), pass.Parameter(layer, "bias"), output.Pointer());
        if (attributes.Activation == ElementwiseTable.Softmax && !pass.IsFusedWithLoss(layer)) pass.AddSoftmax(output);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var (vertical, horizontal) = Windows(layer);
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var gradient = pass.OutputGradient(layer);
        pass.AddActivationBackward(layer, attributes.Activation, output, gradient);
        pass.Add(
            new WeightGradientKernel(
                $"Conv2DWeights_{Geometry(layer)}",
                $"The gradient by the weights of a {vertical.Kernel} x {horizontal.Kernel} convolution of {input.Shape} to {output.Shape}.",
                output.Shape.Channels, vertical.Kernel, input.RowStride, horizontal.Kernel * input.Shape.Channels,
                output.Shape.Height, output.Shape.Width,
                input.ImageStride, vertical.Stride * input.RowStride, horizontal.Stride * input.PixelStride,
                gradient.ImageStride, gradient.RowStride, gradient.PixelStride),
            input.Pointer(-vertical.Before, -horizontal.Before), gradient.Pointer(), pass.ParameterGradient(layer, "kernel"));
        PlanDataGradient(layer, pass, vertical, horizontal);
    }

    private static void PlanDataGradient(LayerNode layer, PassBuilder pass, Window vertical, Window horizontal)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var gradient = pass.OutputGradient(layer);
        int taps = vertical.Kernel * horizontal.Kernel;
        int tapLength = destination.Shape.Channels * gradient.Shape.Channels;
        var phases = (from v in PhaseSpan.Along(vertical) from h in PhaseSpan.Along(horizontal) select (v, h)).ToList();
        var order = from phase in phases
                    from row in phase.v.TurnedTaps(vertical.Stride)
                    from column in phase.h.TurnedTaps(horizontal.Stride)
                    select Literal.Of((row * horizontal.Kernel) + column);
        // On the stack: a collection expression costs an object each time where the code is not yet, or never, optimized.
        string turned = pass.Derive(layer, "Turned", taps * tapLength, pointer =>
            $"global::CnnGen.Transpose.Taps(weights + At.{NetworkTensors.ParameterConstant(layer, "kernel")}, {pointer}, "
            + $"{Literal.Of(destination.Shape.Channels)}, {Literal.Of(gradient.Shape.Channels)}, stackalloc int[] {{ {string.Join(", ", order)} }});");
        int weights = 0;
        foreach (var (v, h) in phases)
        {
            int phaseTaps = v.Taps * h.Taps;
            var start = accumulate ? StartFrom.Destination : StartFrom.Zero;
            if (phaseTaps > 0 || !accumulate)
            {
                string part = phases.Count == 1 ? "" : $"_From{v.First}x{h.First}";
                var kernel = new ConvolutionKernel(
                    $"Conv2DData_{Geometry(layer)}{part}{(accumulate ? "_Add" : "")}",
                    $"The gradient by the input of a {vertical.Kernel} x {horizontal.Kernel} convolution of {destination.Shape} to {gradient.Shape}"
                    + (phases.Count == 1 ? "." : $", for every {vertical.Stride}th row from {v.First} and every {horizontal.Stride}th column from {h.First}."),
                    v.Count, h.Count, destination.Shape.Channels,
                    gradient.ImageStride, gradient.RowStride, gradient.PixelStride,
                    phaseTaps == 0 ? 0 : v.Taps, gradient.RowStride, h.Taps * gradient.PixelStride,
                    destination.ImageStride, vertical.Stride * destination.RowStride, horizontal.Stride * destination.PixelStride,
                    start, ElementwiseTable.Linear);
                pass.Add(
                    phases.Count == 1 ? kernel.WithRowsJoined(gradient, destination) : kernel,
                    gradient.Pointer(phaseTaps == 0 ? 0 : v.Start, phaseTaps == 0 ? 0 : h.Start),
                    weights == 0 ? turned : $"{turned} + {Literal.Of(weights)}", destination.Pointer(v.First, h.First));
            }

            weights += phaseTaps * tapLength;
        }
    }

    private static (Window Vertical, Window Horizontal) Windows(LayerNode layer)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var shape = layer.InputShapes[0];
        return (
            new Window(shape.Height, attributes.KernelHeight, attributes.StrideY, attributes.Padding),
            new Window(shape.Width, attributes.KernelWidth, attributes.StrideX, attributes.Padding));
    }

    private static int BehindInput(Window window) =>
        Math.Max(0, ((window.Output - 1) * window.Stride) + window.Kernel - window.Before - window.Input);

    private static string Stride(Conv2DAttributes attributes) => attributes.StrideY == attributes.StrideX
        ? Literal.Of(attributes.StrideY)
        : $"{attributes.StrideY} x {attributes.StrideX}";

    private static string Geometry(LayerNode layer)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var shape = layer.InputShapes[0];
        string stride = attributes.StrideY == attributes.StrideX ? $"{attributes.StrideY}" : $"{attributes.StrideY}x{attributes.StrideX}";
        return $"{attributes.KernelHeight}x{attributes.KernelWidth}s{stride}_{shape.Height}x{shape.Width}x{shape.Channels}_{attributes.Filters}"
            + (attributes.Padding == Padding.Same ? "_Same" : "");
    }

    private static string Suffix(string activation) =>
        activation == ElementwiseTable.Linear ? "" : "_" + char.ToUpperInvariant(activation[0]) + activation.Substring(1);
}
