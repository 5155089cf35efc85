using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.GlobalMaxPooling2D;

/// <summary>The maximum of each channel over all pixels, as Keras's GlobalMaxPooling2D.</summary>
internal sealed class GlobalMaxPooling2DKind : GlobalPoolingKind<GlobalMaxPooling2DAttributes>
{
    public override string Type => "GlobalMaxPooling2D";

    public override string Description => "Takes the maximum of each channel over all pixels.";

    protected override GlobalMaxPooling2DAttributes Of(bool keepDims) => new(keepDims);

    public override void PlanForward(LayerNode layer, PassBuilder pass) =>
        pass.AddMaxPooling(PoolingGeometry.Global(layer.InputShapes[0]), pass.Input(layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass) => pass.AddMaxPoolingBackward(PoolingGeometry.Global(layer.InputShapes[0]), layer);
}
