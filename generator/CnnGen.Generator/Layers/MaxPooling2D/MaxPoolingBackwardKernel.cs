using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>Sends the gradient of each window to its largest element, to the first one where several are equal.</summary>
/// <param name="Accumulate">Whether several windows, or another layer, write to one element.</param>
internal sealed record MaxPoolingBackwardKernel(PoolingGeometry Geometry, string Summary, bool Accumulate) : Kernel
{
    public override string Name => $"MaxPooling2DBackward_{Geometry.Label}_{Geometry.InputGradient.Row}_{Geometry.Gradient.Row}{(Accumulate ? "_Add" : "")}";

    public override string Summary { get; } = Summary;

    public override string Parameters => "float* x, float* y, float* g, float* dx, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Geometry.Channels, vectorBits);
        if (!WindowLoops.Unrolls(Geometry))
        {
            WriteLooped(code, lanes);
            return;
        }

        Geometry.WriteLoops(code, lanes, backward: true, (rows, columns, at, used) =>
        {
            int taps = rows.Taps * columns.Taps;
            code.Line($"var largest = {lanes.Load($"yp{at}")};");
            code.Line($"var gradient = {lanes.Load($"gp{at}")};");
            if (taps > 1) code.Line($"var open = {lanes.Type}.AllBitsSet;");
            for (int tap = 0; tap < taps; tap++)
            {
                int row = tap / columns.Taps;
                int column = tap % columns.Taps;
                string Element(string pointer, RowLayout layout)
                {
                    int offset = (row * layout.Row) + (column * Geometry.Channels);
                    return $"{pointer}{at}{(offset == 0 ? "" : $" + {offset}")}";
                }

                string equal = $"{lanes.Class}.Equals({lanes.Load(Element("xp", Geometry.Input))}, largest)";
                code.Line($"var hit{tap} = {(taps == 1 ? equal : $"{equal} & open")};");
                if (tap + 1 < taps) code.Line($"open ^= hit{tap};");
                string destination = Element("dxp", Geometry.InputGradient);
                string value = $"hit{tap} & gradient";
                code.Line(lanes.Store(Accumulate ? lanes.Add(destination, value) : value, destination, used));
            }
        });
    }

    private void WriteLooped(CodeWriter code, Lanes lanes) => WindowLoops.WriteOutputs(code, lanes, Geometry, backward: true, (at, used) =>
    {
        code.Line($"var largest = {lanes.Load($"yp{at}")};");
        code.Line($"var gradient = {lanes.Load($"gp{at}")};");
        code.Line($"var open = {lanes.Type}.AllBitsSet;");
        WindowLoops.WriteTaps(code, Geometry, backward: true, () =>
        {
            code.Line($"var hit = {lanes.Class}.Equals({lanes.Load($"xt{at}")}, largest) & open;");
            code.Line("open ^= hit;");
            code.Line(lanes.Store(Accumulate ? lanes.Add($"dxt{at}", "hit & gradient") : "hit & gradient", $"dxt{at}", used));
        });
    });
}
