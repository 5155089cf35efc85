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

    /// <summary>All outputs of a window must be in registers, of which there are 16 where vectors have 256 bits.</summary>
    public override bool CanPool(LayerNode layer, DisjointWindows windows) =>
        windows.Size <= 12 && ((Conv2DAttributes)layer.Attributes).Activation != Activations.Softmax;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var (vertical, horizontal) = Windows(layer);
        var input = pass.Input(layer);
        var pooling = pass.PoolingOf(layer);
        var output = pass.Output(pooling ?? layer);
        var windows = pooling?.Attributes.Kind.DisjointMaxima(pooling);
        string activation = PassBuilder.InKernel(attributes.Activation);
        int rowStep = vertical.Stride * input.RowStride;
        int columnStep = horizontal.Stride * input.PixelStride;
        var kernel = new ConvolutionKernel(
            $"Conv2D_{Geometry(layer)}{Activations.SuffixOf(activation)}{(windows is null ? "" : $"_Max{windows.Height}x{windows.Width}s{windows.StrideY}x{windows.StrideX}")}",
            $"{vertical.Kernel} x {horizontal.Kernel} convolution of {input.Shape} to {layer.OutputShape}, stride {Stride(attributes.StrideY, attributes.StrideX)}{(activation == Activations.Linear ? "" : ", then " + activation)}"
            + (windows is null ? "." : $", then the largest of each {windows.Height} x {windows.Width} window: {output.Shape}."),
            output.Shape.Height, output.Shape.Width, output.Shape.Channels,
            input.ImageStride, rowStep * (windows?.StrideY ?? 1), columnStep * (windows?.StrideX ?? 1),
            vertical.Kernel, input.RowStride, horizontal.Kernel * input.Shape.Channels,
            output.ImageStride, output.RowStride, output.PixelStride,
            attributes.UseBias ? StartFrom.Bias : StartFrom.Zero, activation)
        {
            Pool = windows is null ? PoolWindow.One : new PoolWindow(windows.Height, windows.Width, rowStep, columnStep),
        };
        pass.Add(
            kernel.WithRowsJoined(input, output), input.Pointer(-vertical.Before, -horizontal.Before),
            pass.Parameter(layer, "kernel"), pass.Parameter(layer, "bias"), output.Pointer());
        if (attributes.Activation == Activations.Softmax && !pass.IsFusedWithLoss(layer)) pass.AddSoftmax(output);
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
        var rowPhases = PhaseSpan.Along(vertical);
        var columnPhases = PhaseSpan.Along(horizontal);
        var phases = (from v in rowPhases where v.Taps > 0 from h in columnPhases where h.Taps > 0 select (v, h)).ToList();
        var order = from phase in phases
                    from row in phase.v.TurnedTaps(vertical.Stride)
                    from column in phase.h.TurnedTaps(horizontal.Stride)
                    select Literal.Of((row * horizontal.Kernel) + column);
        // On the stack: a collection expression costs an object each time where the code is not yet, or never, optimized.
        string turned = pass.Derive(layer, "Turned", taps * tapLength, pointer =>
            $"global::CnnGen.Transpose.Taps(weights + At.{NetworkTensors.ParameterConstant(layer, "kernel")}, {pointer}, "
            + $"{Literal.Of(destination.Shape.Channels)}, {Literal.Of(gradient.Shape.Channels)}, stackalloc int[] {{ {string.Join(", ", order)} }});");
        if (!accumulate && phases.Count < rowPhases.Count * columnPhases.Count)
        {
            pass.Add(MapKernel.Over("Clear", $"Zeros for {destination.Shape}", "{V}<float>.Zero", destination, false), destination.Pointer());
        }

        int weights = 0;
        foreach (var (v, h) in phases)
        {
            // Named by what it takes, so that phases of one geometry share a kernel.
            string part = phases.Count == 1 ? "" : $"_{v.Taps}x{h.Taps}_{v.Count}x{h.Count}";
            var kernel = new ConvolutionKernel(
                $"Conv2DData_{Geometry(layer)}{part}{(accumulate ? "_Add" : "")}",
                $"The gradient by the input of a {vertical.Kernel} x {horizontal.Kernel} convolution of {destination.Shape} to {gradient.Shape}"
                + (phases.Count == 1 ? "." : $", for {v.Count} x {h.Count} inputs {Stride(vertical.Stride, horizontal.Stride)} apart that see {v.Taps} x {h.Taps} taps."),
                v.Count, h.Count, destination.Shape.Channels,
                gradient.ImageStride, gradient.RowStride, gradient.PixelStride,
                v.Taps, gradient.RowStride, h.Taps * gradient.PixelStride,
                destination.ImageStride, vertical.Stride * destination.RowStride, horizontal.Stride * destination.PixelStride,
                accumulate ? StartFrom.Destination : StartFrom.Zero, Activations.Linear);
            pass.Add(
                phases.Count == 1 ? kernel.WithRowsJoined(gradient, destination) : kernel,
                gradient.Pointer(v.Start, h.Start),
                weights == 0 ? turned : $"{turned} + {Literal.Of(weights)}", destination.Pointer(v.First, h.First));
            weights += v.Taps * h.Taps * tapLength;
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

    private static string Stride(int vertical, int horizontal) => vertical == horizontal ? Literal.Of(vertical) : $"{vertical} x {horizontal}";

    private static string Geometry(LayerNode layer)
    {
        var attributes = (Conv2DAttributes)layer.Attributes;
        var shape = layer.InputShapes[0];
        string stride = attributes.StrideY == attributes.StrideX ? $"{attributes.StrideY}" : $"{attributes.StrideY}x{attributes.StrideX}";
        return $"{attributes.KernelHeight}x{attributes.KernelWidth}s{stride}_{shape.Height}x{shape.Width}x{shape.Channels}_{attributes.Filters}"
            + (attributes.Padding == Padding.Same ? "_Same" : "");
    }
}
