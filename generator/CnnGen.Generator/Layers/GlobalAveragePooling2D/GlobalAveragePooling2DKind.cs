using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.GlobalAveragePooling2D;

/// <summary>The mean of each channel over all pixels, as Keras's GlobalAveragePooling2D.</summary>
internal sealed class GlobalAveragePooling2DKind : GlobalPoolingKind<GlobalAveragePooling2DAttributes>
{
    public override string Type => "GlobalAveragePooling2D";

    public override string Description => "Takes the mean of each channel over all pixels.";

    protected override GlobalAveragePooling2DAttributes Of(bool keepDims) => new(keepDims);

    public override void PlanForward(LayerNode layer, PassBuilder pass) =>
        pass.AddWindowSum("AveragePooling2D", PoolingGeometry.Global(layer.InputShapes[0]), Divisor.Inside, pass.Input(layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        pass.AddWindowSpread(
            "AveragePooling2DBackward", PoolingGeometry.Global(layer.InputShapes[0]), Divisor.Inside, pass.OutputGradient(layer), destination, accumulate);
    }
}
