using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>Where a normalization has its statistics from, and so what its gradient goes through.</summary>
internal enum StatisticsOf
{
    /// <summary>From the whole batch: the sums by beta and gamma are those over the batch.</summary>
    Batch,

    /// <summary>From the image: the sums are means over the channel's group, gamma included.</summary>
    Image,

    /// <summary>From moving averages, which do not depend on the input.</summary>
    MovingAverages,
}

/// <summary>
/// The gradient by a normalization's input, from S. Ioffe, C. Szegedy, "Batch Normalization", 2015:
/// dx = gamma / deviation * (dy - mean of dy - normalized x * mean of (dy * normalized x)).
/// </summary>
/// <param name="StatisticsStride">From one image's statistics and sums to the next one's; 0 where all images share them.</param>
internal sealed partial record NormalizationGradientKernel(
    string Name, string Summary, int Rows, int Columns, int Channels, RowLayout Input, RowLayout Gradient, RowLayout Destination,
    bool Scale, float Epsilon, StatisticsOf Statistics, int StatisticsStride, bool Accumulate) : Kernel
{
    public override string Name { get; } = Name + (Accumulate ? "_Add" : "");

    public override string Summary { get; } = Summary + (Accumulate ? ", added to what is there." : ".");

    public override string Parameters =>
        (Depends ? "float* x, float* mean, float* dgamma, float* dbeta, " : "") + "float* g, float* variance, " + (Scale ? "float* gamma, " : "")
        + "float* dx, " + (Statistics == StatisticsOf.Batch ? "float part, " : "") + "int batch";

    /// <summary>Whether the statistics depend on the input.</summary>
    private bool Depends => Statistics != StatisticsOf.MovingAverages;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        foreach (var block in ChannelBlock.Of(lanes, 4)) block.WriteLoop(code, () => WriteBlock(code, block));
    }

    private void WriteBlock(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        if (StatisticsStride == 0) WriteFactors(code, block, "");
        var loops = Depends
            ? new PixelLoops(Rows, Columns, Channels, ("x", Input), ("g", Gradient), ("dx", Destination))
            : new PixelLoops(Rows, Columns, Channels, ("g", Gradient), ("dx", Destination));
        using (code.Open("for (int n = 0; n < batch; n++)"))
        {
            if (StatisticsStride > 0) WriteFactors(code, block, $" + n * {Literal.Of(StatisticsStride)}");
            loops.Write(code, block, at =>
            {
                for (int v = 0; v < block.Vectors; v++)
                {
                    string gradient = $"r{v} * {lanes.Load(at("g", v))}";
                    string value = Depends
                        ? $"{gradient} - {lanes.MultiplyAdd($"{lanes.Load(at("x", v))} - m{v}", $"h{v}", $"u{v}")}"
                        : gradient;
                    if (Accumulate) value = lanes.Add(at("dx", v), value);
                    code.Line(lanes.Store(value, at("dx", v), block.Used(v)));
                }
            });
        }
    }

    /// <summary>Declares r, the factor of the gradient, h, that of the input's difference to the mean, and u, what is subtracted besides.</summary>
    private void WriteFactors(CodeWriter code, ChannelBlock block, string image)
    {
        var lanes = block.Lanes;
        for (int v = 0; v < block.Vectors; v++)
        {
            string Load(string pointer) => lanes.Load(block.At(pointer, v * lanes.Width));
            NormalizeKernel.WriteDeviation(code, block, v, image, Epsilon);
            string gamma = Scale ? $"r{v} *= {Load("gamma")};" : "";
            if (!Depends)
            {
                if (Scale) code.Line(gamma);
                continue;
            }

            code.Line($"var m{v} = {Load("mean" + image)};");
            code.Line($"var h{v} = r{v} * r{v} * {Load("dgamma" + image)};");
            code.Line($"var u{v} = r{v} * {Load("dbeta" + image)};");
            if (Scale) code.Line(gamma);
            if (Statistics != StatisticsOf.Batch) continue;
            string factor = Scale ? $"{Load("gamma")} * {lanes.Class}.Create(part)" : $"{lanes.Class}.Create(part)";
            code.Line($"h{v} *= {factor};");
            code.Line($"u{v} *= {factor};");
        }
    }
}
