using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Takes the gradient by a layer's output back through the activation, in place, and adds its sum over all pixels to the
/// gradient by the bias: one pass for both. Distances are in floats.
/// </summary>
internal sealed record OutputGradientKernel(
    string Name, string Summary, int Rows, int Columns, int Channels, RowLayout Output, RowLayout Gradient, string Activation, bool Bias) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters =>
        (IsLinear ? "" : "float* y, ") + "float* g, " + (Bias ? "float* db, " : "") + "int batch";

    private bool IsLinear => Activation == ElementwiseTable.Linear;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        foreach (var block in Segment.CutWithTail(lanes.Vectors, 4, lanes.LastLanes != lanes.Width))
        {
            int step = block.Size * lanes.Width;
            int first = block.Start * lanes.Width;
            bool loop = block.Repeats > 1;
            string channel = loop ? " + c" : first == 0 ? "" : " + " + Literal.Of(first);
            using (code.Open(loop ? $"for (int c = {first}; c < {first + (step * block.Repeats)}; c += {step})" : ""))
            {
                WriteBlock(code, lanes, block, channel);
            }
        }
    }

    private void WriteBlock(CodeWriter code, Lanes lanes, Segment block, string channel)
    {
        int Used(int v) => (block.Start + v + 1) * lanes.Width <= Channels || block.Repeats > 1 ? lanes.Width : lanes.LastLanes;
        if (Bias)
        {
            for (int v = 0; v < block.Size; v++) code.Line($"var s{v} = {lanes.Zero};");
        }

        using (code.Open("for (int n = 0; n < batch; n++)"))
        using (code.Open($"for (int row = 0; row < {Rows}; row++)"))
        {
            if (!IsLinear) code.Line($"float* yp = y + n * {Output.Image} + row * {Output.Row}{channel};");
            code.Line($"float* gp = g + n * {Gradient.Image} + row * {Gradient.Row}{channel};");
            string moves = (IsLinear ? "" : $"yp += {Channels}, ") + $"gp += {Channels}";
            using (code.Open($"for (int column = 0; column < {Columns}; column++, {moves})"))
            {
                for (int v = 0; v < block.Size; v++)
                {
                    string at = v == 0 ? "" : $" + {v * lanes.Width}";
                    code.Line($"var g{v} = {lanes.Load("gp" + at)};");
                    if (!IsLinear)
                    {
                        code.Line($"var y{v} = {lanes.Load("yp" + at)};");
                        code.Line($"g{v} = {ElementwiseTable.Functions[Activation].Differentiate(lanes.Class, $"y{v}", $"g{v}")};");
                        code.Line(lanes.Store($"g{v}", "gp" + at, Used(v)));
                    }

                    if (Bias) code.Line($"s{v} += g{v};");
                }
            }
        }

        if (!Bias) return;
        for (int v = 0; v < block.Size; v++)
        {
            string pointer = $"db{channel}" + (v == 0 ? "" : $" + {v * lanes.Width}");
            code.Line(lanes.Store($"({lanes.Load(pointer)} + s{v})", pointer, Used(v)));
        }
    }
}
