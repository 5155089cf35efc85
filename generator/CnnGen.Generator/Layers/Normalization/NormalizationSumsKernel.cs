using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>The sums of the gradient by each channel's beta (the gradient itself) and gamma (the gradient times the normalized input).</summary>
/// <param name="StatisticsStride">From one image's statistics and sums to the next one's; 0 where all images share them and add to the sums.</param>
internal sealed partial record NormalizationSumsKernel(
    string Name, string Summary, int Rows, int Columns, int Channels, RowLayout Input, RowLayout Gradient, float Epsilon, int StatisticsStride) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters => "float* x, float* g, float* mean, float* variance, float* dgamma, float* dbeta, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        foreach (var block in ChannelBlock.Of(lanes, 2)) block.WriteLoop(code, () => WriteBlock(code, block));
    }

    private void WriteBlock(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        bool perImage = StatisticsStride > 0;
        string image = perImage ? $" + n * {Literal.Of(StatisticsStride)}" : "";
        for (int v = 0; !perImage && v < block.Vectors; v++)
        {
            WriteStatistics(code, block, v, image);
            code.Line($"var b{v} = {lanes.Load(block.At("dbeta", v * lanes.Width))};");
            code.Line($"var s{v} = {lanes.Load(block.At("dgamma", v * lanes.Width))};");
        }

        using (code.Open("for (int n = 0; n < batch; n++)"))
        {
            for (int v = 0; perImage && v < block.Vectors; v++) WriteStatistics(code, block, v, image);
            new PixelLoops(Rows, Columns, Channels, ("x", Input), ("g", Gradient)).WriteSums(code, block, ["u", "h"], (at, sum) =>
            {
                for (int v = 0; v < block.Vectors; v++)
                {
                    code.Line($"{sum(0, v)} += {lanes.Load(at("g", v))};");
                    code.Line($"{sum(1, v)} = {lanes.MultiplyAdd($"{lanes.Load(at("x", v))} - m{v}", lanes.Load(at("g", v)), sum(1, v))};");
                }
            });
            for (int v = 0; v < block.Vectors; v++)
            {
                if (perImage) code.Line($"h{v} *= r{v};");
                else code.Line($"b{v} += u{v};");
                if (!perImage) code.Line($"s{v} = {lanes.MultiplyAdd($"h{v}", $"r{v}", $"s{v}")};");
            }

            if (perImage) WriteStores(code, block, "u", "h", image);
        }

        if (!perImage) WriteStores(code, block, "b", "s", image);
    }

    private void WriteStatistics(CodeWriter code, ChannelBlock block, int vector, string image)
    {
        code.Line($"var m{vector} = {block.Lanes.Load(block.At("mean" + image, vector * block.Lanes.Width))};");
        NormalizeKernel.WriteDeviation(code, block, vector, image, Epsilon);
    }

    private static void WriteStores(CodeWriter code, ChannelBlock block, string beta, string gamma, string image)
    {
        var lanes = block.Lanes;
        for (int v = 0; v < block.Vectors; v++)
        {
            code.Line(lanes.Store($"{beta}{v}", block.At("dbeta" + image, v * lanes.Width), block.Used(v)));
            code.Line(lanes.Store($"{gamma}{v}", block.At("dgamma" + image, v * lanes.Width), block.Used(v)));
        }
    }
}
