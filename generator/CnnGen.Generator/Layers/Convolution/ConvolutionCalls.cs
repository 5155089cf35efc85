using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>Plans a convolution and its ways back, for every kind of layer that has one.</summary>
internal static class ConvolutionCalls
{
    /// <summary>Output = activation(convolution of the input + bias), or added to what is there.</summary>
    /// <param name="operation">The first part of the kernel's name.</param>
    /// <param name="windows">The windows whose maxima are the output; null where it is the convolution's.</param>
    public static void AddConvolution(
        this PassBuilder pass, string operation, ConvolutionGeometry geometry, TensorPlan input, TensorPlan output,
        string weights, string? bias, string activation, bool accumulate = false,
        DisjointWindows? windows = null, TensorPlan? added = null, bool packed = false)
    {
        var (vertical, horizontal, groups) = geometry;
        int rowStep = vertical.Stride * input.RowStride;
        int columnStep = horizontal.Stride * input.PixelStride;
        var kernel = new ConvolutionKernel(
            $"{operation}_{geometry.Label}{Activations.SuffixOf(activation)}{(accumulate ? "_Add" : "")}{(added is null ? "" : "_Sum")}{windows?.NameSuffix}",
            $"{geometry.Description} of {input.Shape} to {geometry.Output}, stride {Strides(geometry)}{(added is null ? "" : ", added to a tensor")}{Then(activation)}{windows?.Then(output.Shape)}.",
            output.Shape.Height, output.Shape.Width, groups,
            input.ImageStride, (windows?.StrideY ?? 1) * rowStep, (windows?.StrideX ?? 1) * columnStep,
            Taps.Window(vertical.Kernel, vertical.Dilation * input.RowStride, horizontal.Kernel, horizontal.Dilation * input.PixelStride, groups.Inputs),
            output.ImageStride, output.RowStride, output.PixelStride,
            Start(bias, accumulate), activation)
        {
            Pool = windows is null ? PoolWindow.One : new PoolWindow(windows.Height, windows.Width, rowStep, columnStep),
            Packed = packed,
            Added = added is null ? null : new PixelLayout(added.ImageStride, added.RowStride, added.PixelStride),
        };
        kernel = kernel.WithRowsJoined(input, output, added).WithFlow(vertical, windows, input, output.Shape.Width);
        pass.Add(kernel, input.Pointer(-vertical.Before, -horizontal.Before), weights, bias, added?.Pointer(), output.Pointer());
    }

    /// <summary>Adds the gradient by the weights.</summary>
    public static void AddWeightGradient(
        this PassBuilder pass, string operation, ConvolutionGeometry geometry, TensorPlan input, TensorPlan gradient, string? weightGradient)
    {
        var (vertical, horizontal, groups) = geometry;
        pass.Add(
            new WeightGradientKernel(
                $"{operation}_{geometry.Label}",
                $"The gradient by the weights of a {geometry.Description} of {input.Shape} to {gradient.Shape}.",
                groups,
                Taps.Window(vertical.Kernel, vertical.Dilation * input.RowStride, horizontal.Kernel, horizontal.Dilation * input.PixelStride, groups.Inputs),
                gradient.Shape.Height, gradient.Shape.Width,
                input.ImageStride, vertical.Stride * input.RowStride, horizontal.Stride * input.PixelStride,
                gradient.ImageStride, gradient.RowStride, gradient.PixelStride),
            input.Pointer(-vertical.Before, -horizontal.Before), gradient.Pointer(), weightGradient);
    }

    /// <summary>The gradient by the input.</summary>
    public static void AddDataGradient(
        this PassBuilder pass, string operation, ConvolutionGeometry geometry, TensorPlan gradient, TensorPlan destination, string turned, bool accumulate) =>
        pass.AddTransposed(
            operation, $"The gradient by the input of a {geometry.Description} of {destination.Shape} to {gradient.Shape}",
            geometry, gradient, destination, turned, null, Activations.Linear, accumulate);

    /// <summary>
    /// The way back from a convolution's output to its input: of its gradient, or as a transposed convolution. With a stride it is
    /// several convolutions, one for the inputs of each phase. The weights are those of <see cref="DeriveTurned"/>.
    /// </summary>
    /// <param name="what">What it computes, for the kernel's summary.</param>
    public static void AddTransposed(
        this PassBuilder pass, string operation, string what, ConvolutionGeometry geometry, TensorPlan source, TensorPlan destination,
        string turned, string? bias, string activation, bool accumulate)
    {
        var (vertical, horizontal, _) = geometry;
        var groups = geometry.Groups.Turned;
        var phases = PhasesOf(geometry);
        string suffix = Activations.SuffixOf(activation) + (accumulate ? "_Add" : "");
        var start = Start(bias, accumulate);
        if (!accumulate && (PhaseSpan.LeavesGaps(vertical) || PhaseSpan.LeavesGaps(horizontal)))
        {
            pass.AddUnseen(operation, geometry, destination, bias, activation);
        }

        int weights = 0;
        foreach (var (v, h) in phases)
        {
            // Named by what it takes, so that phases of one geometry share a kernel.
            string part = phases.Count == 1 ? "" : $"_{v.Taps}x{h.Taps}_{v.Count}x{h.Count}";
            var kernel = new ConvolutionKernel(
                $"{operation}_{geometry.Label}{part}{suffix}",
                what + (phases.Count == 1 ? "" : $", for {v.Count} x {h.Count} inputs {Strides(geometry)} apart that see {v.Taps} x {h.Taps} taps")
                + Then(activation) + ".",
                v.Count, h.Count, groups,
                source.ImageStride, source.RowStride, source.PixelStride,
                Taps.Window(v.Taps, v.Step * source.RowStride, h.Taps, h.Step * source.PixelStride, groups.Inputs),
                destination.ImageStride, vertical.Stride * destination.RowStride, horizontal.Stride * destination.PixelStride,
                start, activation);
            pass.Add(
                phases.Count == 1 ? kernel.WithRowsJoined(source, destination, null) : kernel,
                source.Pointer(v.Start, h.Start), weights == 0 ? turned : $"{turned} + {Literal.Of(weights)}", bias, destination.Pointer(v.First, h.First));
            weights += v.Taps * h.Taps * geometry.Groups.AllInputs * geometry.Groups.Outputs;
        }
    }

    /// <summary>The pointer to the weights as <see cref="AddTransposed"/> takes them: for each phase its taps turned around, outputs before inputs.</summary>
    public static string DeriveTurned(this PassBuilder pass, LayerNode layer, string parameter, ConvolutionGeometry geometry)
    {
        var (vertical, horizontal, groups) = geometry;
        var order = (from phase in PhasesOf(geometry)
                     from row in phase.Vertical.TurnedTaps()
                     from column in phase.Horizontal.TurnedTaps()
                     select (row * horizontal.Kernel) + column).ToList();
        int length = vertical.Kernel * horizontal.Kernel * groups.AllInputs * groups.Outputs;
        string channels = (groups.Count == 1 ? "" : Literal.Of(groups.Count) + ", ") + $"{Literal.Of(groups.Inputs)}, {Literal.Of(groups.Outputs)}";
        // On the stack: a collection expression costs an object each time where the code is not yet, or never, optimized.
        string weights = "weights + At." + NetworkTensors.ParameterConstant(layer, parameter);
        return pass.Derive(
            layer, (parameter == "kernel" ? "" : Identifiers.Pascal(parameter)) + "Turned", length,
            pointer => $"global::CnnGen.Transpose.{(groups.Count == 1 ? "Taps" : "GroupedTaps")}({weights}, {pointer}, {channels}, stackalloc int[] {{ {string.Join(", ", order.Select(Literal.Of))} }});",
            pointer => new Call("", new TurnedWeightsKernel(order.ToEquatableArray(), groups), $"{weights}, {pointer}"));
    }

    /// <summary>What stands where no tap leads: zero, or the bias through the activation.</summary>
    private static void AddUnseen(
        this PassBuilder pass, string operation, ConvolutionGeometry geometry, TensorPlan destination, string? bias, string activation)
    {
        if (bias is null && activation == Activations.Linear)
        {
            pass.AddClear(destination);
            return;
        }

        var shape = destination.Shape;
        pass.Add(
            new ConvolutionKernel(
                $"{operation}Unseen_{geometry.Label}{Activations.SuffixOf(activation)}",
                $"What {shape} is where no tap leads{Then(activation)}.",
                shape.Height, shape.Width, new ChannelGroups(1, 0, shape.Channels), 0, 0, 0, Taps.Line(0),
                destination.ImageStride, destination.RowStride, destination.PixelStride, Start(bias, false), activation),
            bias, destination.Pointer());
    }

    private static List<(PhaseSpan Vertical, PhaseSpan Horizontal)> PhasesOf(ConvolutionGeometry geometry)
    {
        var columns = PhaseSpan.Along(geometry.Horizontal);
        return (from v in PhaseSpan.Along(geometry.Vertical) where v.Taps > 0 from h in columns where h.Taps > 0 select (v, h)).ToList();
    }

    private static StartFrom Start(string? bias, bool accumulate) =>
        accumulate ? StartFrom.Destination : bias is null ? StartFrom.Zero : StartFrom.Bias;

    private static string Strides(ConvolutionGeometry geometry) => ConvolutionGeometry.Pair(geometry.Vertical.Stride, geometry.Horizontal.Stride, " x ");

    private static string Then(string activation) => activation == Activations.Linear ? "" : ", then " + activation;
}
