using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>Sends each output's element to all elements of its window, or an equal part of it to each.</summary>
/// <param name="Operands">g, dx.</param>
/// <param name="Accumulate">Whether several windows, or another layer, write to one element.</param>
internal sealed partial record WindowSpreadKernel(string Operation, PoolingGeometry Geometry, EquatableArray<PoolingOperand> Operands, Divisor Divisor, bool Accumulate)
    : PoolingKernel(Geometry, Operands)
{
    public override string Name => $"{Operation}_{Label}{(Divisor == Divisor.Padded ? "_Padded" : "")}{(Accumulate ? "_Add" : "")}";

    public override string Summary =>
        $"Sends {(Divisor == Divisor.One ? "a pixel" : "an equal part of a pixel")} to all elements of each {Sizes}{(Accumulate ? ", added to what is there" : "")}.";

    protected override void WriteWindow(CodeWriter code, PoolingWindow window)
    {
        var lanes = window.Lanes;
        string part = lanes.Load(window.At("g"));
        code.Line($"var part = {part}{(Divisor == Divisor.One ? "" : $" * {lanes.Class}.Create({window.PartOf(Divisor)})")};");
        window.ForEachTap(tap => code.Line(lanes.Store(Accumulate ? lanes.Add(tap("dx"), "part") : "part", tap("dx"), window.Used)));
    }
}
