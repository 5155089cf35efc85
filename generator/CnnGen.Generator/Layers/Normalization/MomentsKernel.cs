using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>
/// The mean and the sum of squared deviations of each channel. An image's mean comes first and its deviations in a second pass, while it is in the
/// cache: the difference of a mean square and a squared mean would lose digits. Images are merged by the formula of Chan, Golub and LeVeque (1979).
/// </summary>
/// <param name="StatisticsStride">From one image's results to the next one's; 0 where all images are merged into what is there.</param>
internal sealed partial record MomentsKernel(
    string Name, string Summary, int Rows, int Columns, int Channels, RowLayout Input, int StatisticsStride) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters => $"float* x, float* mean, float* deviations, {(Merges ? "int before, " : "")}int batch";

    private bool Merges => StatisticsStride == 0;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        foreach (var block in ChannelBlock.Of(lanes, 4)) block.WriteLoop(code, () => WriteBlock(code, block));
    }

    private void WriteBlock(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        var loops = new PixelLoops(Rows, Columns, Channels, ("x", Input));
        for (int v = 0; Merges && v < block.Vectors; v++)
        {
            code.Line($"var m{v} = {lanes.Load(block.At("mean", v * lanes.Width))};");
            code.Line($"var d{v} = {lanes.Load(block.At("deviations", v * lanes.Width))};");
        }

        using (code.Open("for (int n = 0; n < batch; n++)"))
        {
            loops.WriteSums(code, block, ["s"], (at, sum) =>
            {
                for (int v = 0; v < block.Vectors; v++) code.Line($"{sum(0, v)} += {lanes.Load(at("x", v))};");
            });
            for (int v = 0; v < block.Vectors && loops.Pixels > 1; v++) code.Line($"s{v} *= {lanes.Class}.Create(1f / {Literal.Of(loops.Pixels)});");
            loops.WriteSums(code, block, ["q"], (at, sum) =>
            {
                for (int v = 0; v < block.Vectors; v++)
                {
                    string difference = $"{lanes.Load(at("x", v))} - s{v}";
                    code.Line($"{sum(0, v)} = {lanes.MultiplyAdd(difference, difference, sum(0, v))};");
                }
            });
            if (Merges) WriteMerge(code, block, loops.Pixels);
            else WriteStores(code, block, "s", "q", $" + n * {Literal.Of(StatisticsStride)}");
        }

        if (Merges) WriteStores(code, block, "m", "d", "");
    }

    private static void WriteMerge(CodeWriter code, ChannelBlock block, int pixels)
    {
        var lanes = block.Lanes;
        code.Line($"float seen = (float)(before + n) * {Literal.Of(pixels)};");
        code.Line($"float share = {Literal.Of(pixels)} / (seen + {Literal.Of(pixels)});");
        for (int v = 0; v < block.Vectors; v++)
        {
            code.Line($"s{v} -= m{v};");
            code.Line($"m{v} = {lanes.MultiplyAdd($"s{v}", $"{lanes.Class}.Create(share)", $"m{v}")};");
            code.Line($"d{v} += {lanes.MultiplyAdd($"s{v} * s{v}", $"{lanes.Class}.Create(seen * share)", $"q{v}")};");
        }
    }

    private static void WriteStores(CodeWriter code, ChannelBlock block, string mean, string deviations, string image)
    {
        var lanes = block.Lanes;
        for (int v = 0; v < block.Vectors; v++)
        {
            code.Line(lanes.Store($"{mean}{v}", block.At("mean" + image, v * lanes.Width), block.Used(v)));
            code.Line(lanes.Store($"{deviations}{v}", block.At("deviations" + image, v * lanes.Width), block.Used(v)));
        }
    }
}
