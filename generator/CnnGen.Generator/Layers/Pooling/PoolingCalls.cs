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
        var windows = layer.Attributes.Kind.DisjointMaxima(layer);
        bool adds = pass.Prepare(geometry, destination, accumulate, windows is { HasGaps: false } ? windows.Inputs(layer.OutputShape) : null);
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var gradient = pass.OutputGradient(layer);
        var operands = EquatableArray.Of(
            PoolingOperand.Input("x", input), PoolingOperand.Output("y", output), PoolingOperand.Output("g", gradient), PoolingOperand.Input("dx", destination));
        pass.Add(
            new MaxPoolingBackwardKernel(geometry, operands, adds),
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
        bool adds = pass.Prepare(geometry, destination, accumulate);
        var operands = EquatableArray.Of(PoolingOperand.Output("g", pixels), PoolingOperand.Input("dx", destination));
        pass.Add(
            new WindowSpreadKernel(operation, geometry, operands, divisor, adds),
            pixels.Pointer(), destination.Pointer());
    }

    /// <summary>Zeros where windows leave elements out or add to what others wrote. A GPU has a thread for each element then, which writes its whole sum.</summary>
    /// <param name="written">The first rows and columns where windows write each element once; null where there are no such.</param>
    /// <returns>Whether windows add to what is there.</returns>
    private static bool Prepare(this PassBuilder pass, PoolingGeometry geometry, TensorPlan destination, bool accumulate, Shape? written = null)
    {
        if (accumulate || pass.Target == PlanTarget.Gpu) return accumulate;
        if (!geometry.Tiles && written is { } inside) pass.AddFrame(destination, 0, 0, inside.Height, inside.Width);
        else if (!geometry.Tiles) pass.AddClear(destination);
        return geometry.Overlaps;
    }
}
