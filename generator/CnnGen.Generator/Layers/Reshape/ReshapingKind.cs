using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Reshape;

/// <summary>A layer whose output has its input's elements in another shape: nothing to do where neither has borders, else a copy.</summary>
internal abstract class ReshapingKind<TAttributes> : LayerKind<TAttributes>
    where TAttributes : LayerAttributes
{
    public sealed override OutputMemory OutputMemory => OutputMemory.InputReshaped;

    protected sealed override ReceptiveField? Sees(TAttributes attributes, ReceptiveField? input) => null;

    public sealed override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        if (output.Base != input.Base) Copy(layer, "Reshaped", input, output, false, pass);
    }

    public sealed override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.Tensors.NeedsGradient(layer.Inputs[0]) && pass.Tensors.SharesGradientMemory(layer)) return;
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        Copy(layer, "ReshapedGradient", pass.OutputGradient(layer), destination, accumulate, pass);
    }

    /// <summary>What has no border can be read in the other's shape; where both have one, the elements go through memory without.</summary>
    private static void Copy(LayerNode layer, string between, TensorPlan source, TensorPlan destination, bool accumulate, PassBuilder pass)
    {
        if (!source.Margins.IsEmpty && !destination.Margins.IsEmpty)
        {
            int length = (int)source.Shape.Length;
            var plain = new TensorPlan(pass.Tensors.Scratch(layer, between, length, training: between != "Reshaped"), source.Shape, default, length);
            pass.AddCopy(source, plain);
            source = plain;
        }

        if (source.Margins.IsEmpty) source = source.Reshaped(destination.Shape);
        else destination = destination.Reshaped(source.Shape);
        pass.AddCopy(source, destination, accumulate);
    }
}
