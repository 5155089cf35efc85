using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dropout;

/// <summary>
/// The random mask of a layer while training: drawn on the way forward, read again on the way back. A layer that is not trainable does what it does while
/// predicting, which is nothing.
/// </summary>
/// <param name="Shape">Of what has a draw of its own: every element, or every channel.</param>
internal readonly record struct DropoutMask(LayerNode Layer, Shape Shape, double Rate)
{
    public void AddForward(PassBuilder pass)
    {
        if (!Layer.Trainable)
        {
            pass.AddCopy(pass.Input(Layer), pass.Output(Layer));
            return;
        }

        var mask = Of(pass);
        string length = Literal.Of(mask.ImageStride);
        pass.AddRuntime(
            $"Dropout.Mask({mask.Pointer()}, {length} * batch, {Literal.Of(Math.Min((float)Rate, 1 - (1f / 65536)))}, "
            + $"block.Seed, block.Step, {Literal.Of(Layer.Index)}, {length}L * block.First)");
        AddProduct(pass, pass.Output(Layer), false, pass.Input(Layer), mask);
    }

    public void AddBackward(PassBuilder pass)
    {
        if (pass.InputGradient(Layer) is not var (destination, accumulate)) return;
        if (Layer.Trainable) AddProduct(pass, destination, accumulate, pass.OutputGradient(Layer), Of(pass));
        else pass.AddCopy(pass.OutputGradient(Layer), destination, accumulate);
    }

    private TensorPlan Of(PassBuilder pass) => new(pass.Tensors.Scratch(Layer, "Mask", (int)Shape.Length), Shape, default, (int)Shape.Length);

    private static void AddProduct(PassBuilder pass, TensorView destination, bool accumulate, TensorView values, TensorView mask) => pass.AddMap(
        "Multiply", $"Multiplies {destination.Shape} {(mask.Shape == destination.Shape ? "element by element" : "channel by channel")}", "{a} * {b}",
        destination, accumulate, values, mask.Broadcast(destination.Shape));
}
