using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <summary>
/// The gradients of a normalization of samples: by gamma and beta, added to what is there, and by the input,
/// dx = (gamma dy - mean of (gamma dy) - normalized x * mean of (gamma dy * normalized x)) / deviation.
/// </summary>
/// <param name="Destination">Null where nothing before the layer is trained.</param>
internal sealed partial record SampleNormalizationBackwardKernel(
    string Name, string Summary, Samples Samples, RowLayout Input, RowLayout Gradient, RowLayout? Destination,
    bool Scale, bool Center, float Epsilon, bool Accumulate) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters =>
        "float* x, float* g, " + (ScalesGradient ? "float* gamma, " : "") + (Scale ? "float* dgamma, " : "") + (Center ? "float* dbeta, " : "")
        + (Destination is null ? "" : "float* dx, ") + (KeepsStatistics ? "float* statistics, " : "") + "int batch";

    /// <summary>Whether the way forward has left the statistics of each sample: on a GPU.</summary>
    public bool KeepsStatistics { get; init; }

    private bool ScalesGradient => Scale && Destination is not null;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Samples.Length, vectorBits);
        Samples.WriteMask(code, lanes);
        (string, RowLayout)[] operands = Destination is { } destination ? [("x", Input), ("g", Gradient), ("dx", destination)] : [("x", Input), ("g", Gradient)];
        Samples.WriteLoops(code, operands, () =>
        {
            SampleNormalizationKernel.WriteStatistics(code, lanes, Samples, Input, Epsilon);
            WriteSums(code, lanes);
            if (Destination is not null) WriteGradient(code, lanes);
        });
    }

    private (string, int)[] Operands()
    {
        bool oneRow = Samples.Rows == 1;
        int parameterRow = oneRow ? 0 : Samples.Length;
        return
        [
            ("xs", oneRow ? 0 : Input.Row), ("gs", oneRow ? 0 : Gradient.Row), ("dxs", oneRow ? 0 : Destination?.Row ?? 0),
            ("gamma", parameterRow), ("dgamma", parameterRow), ("dbeta", parameterRow),
        ];
    }

    private void WriteSums(CodeWriter code, Lanes lanes)
    {
        bool means = Destination is not null;
        if (means) code.Line($"{lanes.Type} u = {lanes.Zero}, h = {lanes.Zero};");
        Samples.WriteElements(
            code, lanes, Operands(),
            () =>
            {
                if (means) code.Line($"{lanes.Type} pu = {lanes.Zero}, ph = {lanes.Zero};");
            },
            (at, used) =>
            {
                code.Line($"var dy = {lanes.Load(at("gs"))};");
                if (Center) code.Line(lanes.Store(lanes.Add(at("dbeta"), "dy"), at("dbeta"), used));
                if (!Scale && !means) return;
                code.Line($"var e = {SampleNormalizationKernel.Masked($"(({lanes.Load(at("xs"))} - m) * r)", lanes, used)};");
                if (Scale) code.Line(lanes.Store(lanes.MultiplyAdd("dy", "e", lanes.Load(at("dgamma"))), at("dgamma"), used));
                if (!means) return;
                string scaled = SampleNormalizationKernel.Masked(Scale ? $"(dy * {lanes.Load(at("gamma"))})" : "dy", lanes, used);
                if (scaled != "dy") code.Line($"dy = {scaled};");
                code.Line("pu += dy;");
                code.Line($"ph = {lanes.MultiplyAdd("dy", "e", "ph")};");
            },
            () =>
            {
                if (!means) return;
                code.Line("u += pu;");
                code.Line("h += ph;");
            });
    }

    private void WriteGradient(CodeWriter code, Lanes lanes)
    {
        string count = Literal.Of(Samples.Rows * Samples.Length);
        code.Line($"u = {lanes.Class}.Create({lanes.Class}.Sum(u) / {count});");
        code.Line($"h = {lanes.Class}.Create({lanes.Class}.Sum(h) / {count}) * r;");
        Samples.WriteElements(
            code, lanes, Operands(),
            () => { },
            (at, used) =>
            {
                string gradient = Scale ? $"{lanes.Load(at("gs"))} * {lanes.Load(at("gamma"))}" : lanes.Load(at("gs"));
                string value = $"r * ({gradient} - {lanes.MultiplyAdd($"{lanes.Load(at("xs"))} - m", "h", "u")})";
                if (Accumulate) value = lanes.Add(at("dxs"), value);
                code.Line(lanes.Store(value, at("dxs"), used));
            },
            () => { });
    }
}
