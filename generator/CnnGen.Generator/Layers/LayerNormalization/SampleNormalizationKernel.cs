using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <summary>y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, where mean and variance are a sample's, gamma and beta an element's.</summary>
internal sealed partial record SampleNormalizationKernel(
    string Name, string Summary, Samples Samples, RowLayout Input, RowLayout Output, bool Scale, bool Center, float Epsilon) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters => $"float* x, {(Scale ? "float* gamma, " : "")}{(Center ? "float* beta, " : "")}float* y, {(KeepsStatistics ? "float* statistics, " : "")}int batch";

    /// <summary>Whether the statistics of each sample are kept for the way back: on a GPU. The processor computes them anew.</summary>
    public bool KeepsStatistics { get; init; }

    /// <summary>Declares m, a vector of the sample's mean, and r, one of 1 / sqrt(variance + epsilon).</summary>
    public static void WriteStatistics(CodeWriter code, Lanes lanes, Samples samples, RowLayout input, float epsilon)
    {
        string count = Literal.Of(samples.Rows * samples.Length);
        (string, int)[] operands = [("xs", samples.Rows == 1 ? 0 : input.Row)];
        // Rows first: sums of many elements round less.
        WriteSum("s", (x, sum) => $"{sum} += {x};", x => x);
        code.Line($"var m = {lanes.Class}.Create({lanes.Class}.Sum(s) / {count});");
        WriteSum("q", (x, sum) => $"{sum} = {lanes.MultiplyAdd(x, x, sum)};", x => $"({x} - m)");
        code.Line($"var r = {lanes.Class}.Create(1f / global::System.MathF.Sqrt({lanes.Class}.Sum(q) / {count} + {Literal.Of(epsilon)}));");

        void WriteSum(string sum, System.Func<string, string, string> add, System.Func<string, string> value)
        {
            code.Line($"var {sum} = {lanes.Zero};");
            samples.WriteElements(
                code, lanes, operands,
                () => code.Line($"var p = {lanes.Zero};"),
                (at, used) =>
                {
                    code.Line($"var v = {Masked(value(lanes.Load(at("xs"))), lanes, used)};");
                    code.Line(add("v", "p"));
                },
                () => code.Line($"{sum} += p;"));
        }
    }

    /// <summary>A vector without what lies behind the used lanes.</summary>
    public static string Masked(string vector, Lanes lanes, int used) => used == lanes.Width ? vector : vector + " & mask";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Samples.Length, vectorBits);
        Samples.WriteMask(code, lanes);
        bool oneRow = Samples.Rows == 1;
        int parameterRow = oneRow ? 0 : Samples.Length;
        (string, int)[] operands = [("xs", oneRow ? 0 : Input.Row), ("ys", oneRow ? 0 : Output.Row), ("gamma", parameterRow), ("beta", parameterRow)];
        Samples.WriteLoops(code, [("x", Input), ("y", Output)], () =>
        {
            WriteStatistics(code, lanes, Samples, Input, Epsilon);
            Samples.WriteElements(
                code, lanes, operands,
                () => { },
                (at, used) =>
                {
                    string difference = $"({lanes.Load(at("xs"))} - m)";
                    string factor = Scale ? $"r * {lanes.Load(at("gamma"))}" : "r";
                    string value = Center ? lanes.MultiplyAdd(difference, factor, lanes.Load(at("beta"))) : $"{difference} * {factor}";
                    code.Line(lanes.Store(value, at("ys"), used));
                },
                () => { });
        });
    }
}
