using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dropout;

/// <content>A random mask while training; nothing while predicting.</content>
internal sealed partial class DropoutKind
{
    public override OutputMemory OutputMemory => OutputMemory.InputWhenPredicting;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        if (pass.Mode == Mode.Train) Mask(layer).AddForward(pass);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass) => Mask(layer).AddBackward(pass);

    private static DropoutMask Mask(LayerNode layer) => new(layer, layer.OutputShape, ((DropoutAttributes)layer.Attributes).Rate);
}
