using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <content>The largest element of each window, and the way of the gradient back to it.</content>
internal sealed partial class MaxPooling2DKind
{
    public override DisjointWindows? DisjointMaxima(LayerNode layer)
    {
        var (vertical, horizontal) = Windows(layer);
        return vertical.IsDisjoint && horizontal.IsDisjoint ? new DisjointWindows(vertical.Kernel, horizontal.Kernel, vertical.Stride, horizontal.Stride) : null;
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var (vertical, horizontal) = Windows(layer);
        var geometry = new PoolingGeometry(vertical, horizontal, input.Shape.Channels, RowLayout.Of(input), default, RowLayout.Of(output), default);
        pass.Add(
            new MaxPoolingKernel(geometry, $"The largest element of each {vertical.Kernel} x {horizontal.Kernel} window: {input.Shape} to {output.Shape}."),
            input.Pointer(), output.Pointer());
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var gradient = pass.OutputGradient(layer);
        var (vertical, horizontal) = Windows(layer);
        bool overlap = vertical.Kernel > vertical.Stride || horizontal.Kernel > horizontal.Stride;
        if (!accumulate && (overlap || !IsCovered(vertical) || !IsCovered(horizontal)))
        {
            pass.Add(MapKernel.Over("Clear", $"Zeros for {destination.Shape}", "{V}<float>.Zero", destination, false), destination.Pointer());
        }

        var geometry = new PoolingGeometry(
            vertical, horizontal, input.Shape.Channels, RowLayout.Of(input), RowLayout.Of(destination), RowLayout.Of(output), RowLayout.Of(gradient));
        pass.Add(
            new MaxPoolingBackwardKernel(
                geometry, $"Sends the gradient of each {vertical.Kernel} x {horizontal.Kernel} window to its largest element: {output.Shape} to {input.Shape}.",
                accumulate || overlap),
            input.Pointer(), output.Pointer(), gradient.Pointer(), destination.Pointer());
    }

    private static (Window Vertical, Window Horizontal) Windows(LayerNode layer)
    {
        var attributes = (MaxPooling2DAttributes)layer.Attributes;
        var shape = layer.InputShapes[0];
        return (
            new Window(shape.Height, attributes.PoolHeight, attributes.StrideY, attributes.Padding.Vertical),
            new Window(shape.Width, attributes.PoolWidth, attributes.StrideX, attributes.Padding.Horizontal));
    }

    /// <summary>Whether every input is in a window; with gaps or a cut-off end some get no gradient.</summary>
    private static bool IsCovered(Window window) =>
        window.Stride <= window.Kernel && ((window.Output - 1) * window.Stride) + window.Kernel - window.Before >= window.Input;
}
