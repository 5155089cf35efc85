using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <summary>The largest element of each window, a channel at a time.</summary>
internal sealed record MaxPoolingKernel(PoolingGeometry Geometry, string Summary) : Kernel
{
    public override string Name => $"MaxPooling2D_{Geometry.Label}_{Geometry.Input.Row}_{Geometry.Output.Row}";

    public override string Summary { get; } = Summary;

    public override string Parameters => "float* x, float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Geometry.Channels, vectorBits);
        if (!WindowLoops.Unrolls(Geometry))
        {
            WriteLooped(code, lanes);
            return;
        }

        Geometry.WriteLoops(code, lanes, backward: false, (rows, columns, at, used) =>
        {
            code.Line($"var largest = {lanes.Load($"xp{at}")};");
            for (int tap = 1; tap < rows.Taps * columns.Taps; tap++)
            {
                int offset = (tap / columns.Taps * Geometry.Input.Row) + (tap % columns.Taps * Geometry.Channels);
                code.Line($"largest = {lanes.Class}.Max(largest, {lanes.Load($"xp{at} + {offset}")});");
            }

            code.Line(lanes.Store("largest", $"yp{at}", used));
        });
    }

    private void WriteLooped(CodeWriter code, Lanes lanes) => WindowLoops.WriteOutputs(code, lanes, Geometry, backward: false, (at, used) =>
    {
        code.Line($"var largest = {lanes.Load($"xp{at}")};");
        WindowLoops.WriteTaps(code, Geometry, backward: false, () =>
            code.Line($"largest = {lanes.Class}.Max(largest, {lanes.Load($"xt{at}")});"));
        code.Line(lanes.Store("largest", $"yp{at}", used));
    });
}
