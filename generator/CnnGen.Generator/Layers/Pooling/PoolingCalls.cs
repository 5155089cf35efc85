using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>The calls of poolings, forward beside backward.</summary>
internal static class PoolingCalls
{
    public static void AddMaxPooling(this PassBuilder pass, PoolingGeometry geometry, TensorPlan input, TensorPlan output) => pass.Add(
        new MaxPoolingKernel(geometry, EquatableArray.Of(PoolingOperand.Input("x", input), PoolingOperand.Output("y", output))),
        input.Pointer(), output.Pointer());

    public static void AddMaxPoolingBackward(this PassBuilder pass, PoolingGeometry geometry, LayerNode layer)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddActivationBackwardOfMaxima(layer);
        if (!accumulate && !geometry.Tiles)
        {
            if (layer.Attributes.Kind.DisjointMaxima(layer) is { HasGaps: false } windows && windows.Inputs(layer.OutputShape) is var written) pass.AddFrame(destination, 0, 0, written.Height, written.Width);
            else pass.AddClear(destination);
        }

        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var gradient = pass.OutputGradient(layer);
        var operands = EquatableArray.Of(
            PoolingOperand.Input("x", input), PoolingOperand.Output("y", output), PoolingOperand.Output("g", gradient), PoolingOperand.Input("dx", destination));
        pass.Add(
            new MaxPoolingBackwardKernel(geometry, operands, accumulate || geometry.Overlaps),
            input.Pointer(), output.Pointer(), gradient.Pointer(), destination.Pointer());
    }

    /// <summary>The sum or the mean of each window.</summary>
    public static void AddWindowSum(
        this PassBuilder pass, string operation, PoolingGeometry geometry, Divisor divisor, TensorPlan input, TensorPlan output, bool accumulate = false) => pass.Add(
            new WindowSumKernel(operation, geometry, EquatableArray.Of(PoolingOperand.Input("x", input), PoolingOperand.Output("y", output)), divisor, accumulate),
            input.Pointer(), output.Pointer());

    /// <summary>Each pixel to all elements of its window: the transposed operation.</summary>
    public static void AddWindowSpread(
        this PassBuilder pass, string operation, PoolingGeometry geometry, Divisor divisor, TensorPlan pixels, TensorPlan destination, bool accumulate = false)
    {
        if (!accumulate && !geometry.Tiles) pass.AddClear(destination);
        var operands = EquatableArray.Of(PoolingOperand.Output("g", pixels), PoolingOperand.Input("dx", destination));
        pass.Add(
            new WindowSpreadKernel(operation, geometry, operands, divisor, accumulate || geometry.Overlaps),
            pixels.Pointer(), destination.Pointer());
    }
}
