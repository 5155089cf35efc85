using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Flatten;

/// <content>Nothing where the input's rows follow each other; a copy where they have a border.</content>
internal sealed partial class FlattenKind
{
    public override OutputMemory OutputMemory => OutputMemory.InputFlattened;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        if (output.Base == input.Base) return;
        var rows = output with { Shape = input.Shape };
        pass.Add(MapKernel.Over("Copy", $"Copies {input.Shape}", "{a}", rows, false, input), input.Pointer(), output.Pointer());
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.Tensors.NeedsGradient(layer.Inputs[0]) && pass.Tensors.SharesGradientMemory(layer)) return;
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var gradient = pass.OutputGradient(layer);
        var rows = gradient with { Shape = destination.Shape };
        pass.Add(MapKernel.Over("Copy", $"Copies {destination.Shape}", "{a}", destination, accumulate, rows), gradient.Pointer(), destination.Pointer());
    }
}
