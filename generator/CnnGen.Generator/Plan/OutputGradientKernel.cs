using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Takes the gradient by a layer's output back through the activation, in place, and adds its sum over all pixels to the
/// gradient by the bias: one pass for both. Distances are in floats.
/// </summary>
/// <param name="Output">What the activation's derivative is computed from: the output, or what went into the activation.</param>
internal sealed partial record OutputGradientKernel(
    string Name, string Summary, int Rows, int Columns, int Channels, RowLayout Output, RowLayout Gradient, string Activation, bool Bias) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters =>
        (IsLinear ? "" : "float* y, ") + "float* g, " + (Bias ? "float* db, " : "") + "int batch";

    private bool IsLinear => Activation == Activations.Linear;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        foreach (var block in ChannelBlock.Of(lanes, 4)) block.WriteLoop(code, () => WriteBlock(code, block));
    }

    private void WriteBlock(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        if (Bias)
        {
            for (int v = 0; v < block.Vectors; v++) code.Line($"var s{v} = {lanes.Zero};");
        }

        if (Rows * Columns == 1)
        {
            string images = (IsLinear ? "" : $"yp += {Output.Image}, ") + $"gp += {Gradient.Image}";
            if (!IsLinear) code.Line($"float* yp = {block.At("y")};");
            code.Line($"float* gp = {block.At("g")};");
            using (code.Open($"for (int n = 0; n < batch; n++, {images})")) WritePixel(code, block);
        }
        else
        {
            using (code.Open("for (int n = 0; n < batch; n++)"))
            using (code.Open($"for (int row = 0; row < {Rows}; row++)"))
            {
                string pixels = (IsLinear ? "" : $"yp += {Channels}, ") + $"gp += {Channels}";
                if (!IsLinear) code.Line($"float* yp = {block.At($"y + n * {Output.Image} + row * {Output.Row}")};");
                code.Line($"float* gp = {block.At($"g + n * {Gradient.Image} + row * {Gradient.Row}")};");
                using (code.Open($"for (int column = 0; column < {Columns}; column++, {pixels})")) WritePixel(code, block);
            }
        }

        if (!Bias) return;
        for (int v = 0; v < block.Vectors; v++)
        {
            string pointer = block.At("db", v * lanes.Width);
            code.Line(lanes.Store(lanes.Add(pointer, $"s{v}"), pointer, block.Used(v)));
        }
    }

    private void WritePixel(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        for (int v = 0; v < block.Vectors; v++)
        {
            string gradient = Pointer.At("gp", v * lanes.Width);
            code.Line($"var g{v} = {lanes.Load(gradient)};");
            if (!IsLinear)
            {
                code.Line($"var y{v} = {lanes.Load(Pointer.At("yp", v * lanes.Width))};");
                code.Line($"g{v} = {Activations.Functions[Activation].Differentiate(lanes.Class, $"y{v}", $"g{v}")};");
                code.Line(lanes.Store($"g{v}", gradient, block.Used(v)));
            }

            if (Bias) code.Line($"s{v} += g{v};");
        }
    }
}
