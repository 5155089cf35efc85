using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dropout;

/// <content>A random mask while training; nothing while predicting.</content>
internal sealed partial class DropoutKind
{
    public override OutputMemory OutputMemory => OutputMemory.InputWhenPredicting;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        if (pass.Mode != Mode.Train) return;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        var mask = Mask(layer, pass.Tensors.Scratch(layer, "Mask", (int)layer.OutputShape.Length));
        string length = Literal.Of(mask.ImageStride);
        pass.Add(
            $"global::CnnGen.Dropout.Mask({mask.Pointer()}, {length} * batch, {Literal.Of(Math.Min((float)((DropoutAttributes)layer.Attributes).Rate, 1 - (1f / 65536)))}, "
            + $"block.Seed, block.Step, {Literal.Of(layer.Index)}, {length}L * block.First);");
        AddProduct(pass, output, false, input, mask);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var gradient = pass.OutputGradient(layer);
        var mask = Mask(layer, $"a + At.{layer.Identifier}Mask");
        AddProduct(pass, destination, accumulate, gradient, mask);
    }

    private static TensorPlan Mask(LayerNode layer, string pointer) => new(pointer, layer.OutputShape, default, (int)layer.OutputShape.Length);

    private static void AddProduct(PassBuilder pass, TensorPlan destination, bool accumulate, TensorPlan values, TensorPlan mask) => pass.AddMap(
        "Multiply", $"Multiplies {destination.Shape} element by element", "{a} * {b}", destination, accumulate, values, mask);
}
