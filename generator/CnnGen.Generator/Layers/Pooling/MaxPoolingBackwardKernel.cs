using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>Sends the gradient of each window to its largest element, to the first one where several are equal.</summary>
/// <param name="Operands">x, y, g, dx.</param>
/// <param name="Accumulate">Whether several windows, or another layer, write to one element.</param>
internal sealed partial record MaxPoolingBackwardKernel(PoolingGeometry Geometry, EquatableArray<PoolingOperand> Operands, bool Accumulate)
    : PoolingKernel(Geometry, Operands)
{
    public override string Name => $"MaxPooling2DBackward_{Label}{(Accumulate ? "_Add" : "")}";

    public override string Summary => $"Sends the gradient back to the largest element of each {Sizes}{(Accumulate ? ", added to what is there" : "")}.";

    protected override void WriteWindow(CodeWriter code, PoolingWindow window)
    {
        var lanes = window.Lanes;
        code.Line($"var largest = {lanes.Load(window.At("y"))};");
        code.Line($"var gradient = {lanes.Load(window.At("g"))};");
        if (!window.IsSingle) code.Line($"var open = {lanes.Type}.AllBitsSet;");
        code.Line($"{lanes.Type} hit;");
        window.ForEachTap(tap =>
        {
            string equal = $"{lanes.Class}.Equals({lanes.Load(tap("x"))}, largest)";
            code.Line($"hit = {(window.IsSingle ? equal : equal + " & open")};");
            if (!window.IsSingle) code.Line("open ^= hit;");
            string destination = tap("dx");
            code.Line(lanes.Store(Accumulate ? lanes.Add(destination, "hit & gradient") : "hit & gradient", destination, window.Used));
        });
    }
}
