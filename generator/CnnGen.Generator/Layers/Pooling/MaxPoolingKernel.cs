using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>The largest element of each window; a NaN is the largest of all.</summary>
/// <param name="Operands">x, y.</param>
internal sealed partial record MaxPoolingKernel(PoolingGeometry Geometry, EquatableArray<PoolingOperand> Operands) : PoolingKernel(Geometry, Operands)
{
    public override string Name => "MaxPooling2D_" + Label;

    public override string Summary => $"The largest element of each {Sizes}.";

    protected override bool HasIndependentRows => true;

    protected override void WriteWindow(CodeWriter code, PoolingWindow window)
    {
        var lanes = window.Lanes;
        code.Line($"var largest = {lanes.Load(window.At("x"))};");
        window.ForEachTap(tap => code.Line($"largest = {lanes.Class}.Max(largest, {lanes.Load(tap("x"))});"), afterFirst: true);
        code.Line(lanes.Store("largest", window.At("y"), window.Used));
    }
}
