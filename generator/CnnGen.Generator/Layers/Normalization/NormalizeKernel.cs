using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, with numbers of each channel.</summary>
/// <param name="StatisticsStride">From one image's mean and variance to the next one's; 0 where all images share them.</param>
internal sealed partial record NormalizeKernel(
    string Name, string Summary, int Rows, int Columns, int Channels, RowLayout Input, RowLayout Output,
    bool Scale, bool Center, float Epsilon, int StatisticsStride) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters =>
        $"float* x, float* mean, float* variance, {(Scale ? "float* gamma, " : "")}{(Center ? "float* beta, " : "")}float* y, int batch";

    /// <summary>Declares r: 1 / sqrt(variance + epsilon) of a vector of channels.</summary>
    public static void WriteDeviation(CodeWriter code, ChannelBlock block, int vector, string image, float epsilon)
    {
        var lanes = block.Lanes;
        string variance = lanes.Load(block.At("variance" + image, vector * lanes.Width));
        code.Line($"var r{vector} = {lanes.Type}.One / {lanes.Class}.Sqrt({variance} + {lanes.Class}.Create({Literal.Of(epsilon)}));");
    }

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        foreach (var block in ChannelBlock.Of(lanes, 4)) block.WriteLoop(code, () => WriteBlock(code, block));
    }

    private void WriteBlock(CodeWriter code, ChannelBlock block)
    {
        if (StatisticsStride == 0) WriteFactors(code, block, "");
        using (code.Open("for (int n = 0; n < batch; n++)"))
        {
            if (StatisticsStride > 0) WriteFactors(code, block, $" + n * {Literal.Of(StatisticsStride)}");
            var lanes = block.Lanes;
            new PixelLoops(Rows, Columns, Channels, ("x", Input), ("y", Output)).Write(code, block, at =>
            {
                for (int v = 0; v < block.Vectors; v++)
                {
                    string difference = $"{lanes.Load(at("x", v))} - m{v}";
                    string value = Center ? lanes.MultiplyAdd(difference, $"r{v}", $"t{v}") : $"({difference}) * r{v}";
                    code.Line(lanes.Store(value, at("y", v), block.Used(v)));
                }
            });
        }
    }

    private void WriteFactors(CodeWriter code, ChannelBlock block, string image)
    {
        var lanes = block.Lanes;
        for (int v = 0; v < block.Vectors; v++)
        {
            code.Line($"var m{v} = {lanes.Load(block.At("mean" + image, v * lanes.Width))};");
            WriteDeviation(code, block, v, image, Epsilon);
            if (Scale) code.Line($"r{v} *= {lanes.Load(block.At("gamma", v * lanes.Width))};");
            if (Center) code.Line($"var t{v} = {lanes.Load(block.At("beta", v * lanes.Width))};");
        }
    }
}
