using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>The sum of each window, or its mean.</summary>
/// <param name="Operands">x, y.</param>
internal sealed partial record WindowSumKernel(string Operation, PoolingGeometry Geometry, EquatableArray<PoolingOperand> Operands, Divisor Divisor, bool Accumulate)
    : PoolingKernel(Geometry, Operands)
{
    public override string Name => $"{Operation}_{Label}{(Divisor == Divisor.Padded ? "_Padded" : "")}{(Accumulate ? "_Add" : "")}";

    public override string Summary => $"The {(Divisor == Divisor.One ? "sum" : "mean")} of each {Sizes}{(Accumulate ? ", added to what is there" : "")}.";

    protected override bool HasIndependentRows => true;

    protected override void WriteWindow(CodeWriter code, PoolingWindow window)
    {
        var lanes = window.Lanes;
        code.Line($"var sum = {lanes.Zero};");
        window.ForEachTap(tap => code.Line($"sum += {lanes.Load(tap("x"))};"));
        string mean = Divisor == Divisor.One ? "sum" : $"sum * {lanes.Class}.Create({window.PartOf(Divisor)})";
        code.Line(lanes.Store(Accumulate ? lanes.Add(window.At("y"), mean) : mean, window.At("y"), window.Used));
    }
}
