using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.UpSampling2D;

/// <summary>
/// Bilinear interpolation: output o lies at (o + 1/2) / size - 1/2 of the input, between two of its pixels, or at the border on one. Places are
/// counted in whole numbers, of 2 size a pixel. Backward adds the gradient of an output to the four pixels it was made of.
/// </summary>
/// <param name="Input">Strides of the input, or of the gradient by it.</param>
/// <param name="Output">Strides of the output, or of the gradient by it.</param>
internal sealed partial record BilinearKernel(Size Factor, Shape Shape, RowLayout Input, RowLayout Output, bool Backward) : Kernel
{
    public override string Name =>
        $"UpSampling2D{(Backward ? "Backward" : "")}_Bilinear_{Factor.Height}x{Factor.Width}_{Shape.Height}x{Shape.Width}x{Shape.Channels}_{Input.Row}_{Output.Row}";

    public override string Summary => Backward
        ? $"Adds the gradient of a bilinear interpolation of {Shape} to {OutputShape} to that of its input."
        : $"Interpolates {Shape} bilinearly to {OutputShape}.";

    public override string Parameters => Backward ? "float* g, float* dx, int batch" : "float* x, float* y, int batch";

    private Shape OutputShape => Shape.Image(Shape.Height * Factor.Height, Shape.Width * Factor.Width, Shape.Channels);

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Shape.Channels, vectorBits);
        string input = Backward ? "dx" : "x";
        string output = Backward ? "g" : "y";
        using (code.Open($"for (int n = 0; n < batch; n++, {input} += {Input.Image}, {output} += {Output.Image})"))
        using (code.Open($"for (int row = 0; row < {OutputShape.Height}; row++)"))
        {
            WritePlace(code, "row", Shape.Height, Factor.Height, "top", "below", "lower");
            using (code.Open($"for (int column = 0; column < {OutputShape.Width}; column++)"))
            {
                WritePlace(code, "column", Shape.Width, Factor.Width, "left", "beside", "right");
                code.Line($"float* p = {input} + top * {Input.Row} + left * {Shape.Channels};");
                code.Line($"float* o = {output} + row * {Output.Row} + column * {Shape.Channels};");
                code.Line($"float* q = p + below * {Input.Row};");
                code.Line($"int step = beside * {Shape.Channels};");
                int whole = Shape.Channels / lanes.Width * lanes.Width;
                if (whole > 0)
                {
                    using (code.Open($"for (int c = 0; c < {whole}; c += {lanes.Width})")) WriteVector(code, lanes, " + c", lanes.Width);
                }

                if (whole < Shape.Channels)
                {
                    using (code.Open("")) WriteVector(code, lanes, whole == 0 ? "" : $" + {whole}", Shape.Channels - whole);
                }
            }
        }
    }

    /// <summary>The pixel before the place, whether there is another one behind it (0 or 1), and that one's part.</summary>
    private static void WritePlace(CodeWriter code, string index, int length, int factor, string first, string next, string part)
    {
        string place = $"{index}Place";
        // The first half pixel has nothing before it.
        code.Line($"int {place} = global::System.Math.Max(0, 2 * {index} + 1 - {factor});");
        code.Line($"int {first} = {place} / {2 * factor};");
        code.Line($"int {next} = {first} + 1 < {length} ? 1 : 0;");
        code.Line($"float {part} = ({place} - {first} * {2 * factor}) * {Literal.Of(1f / (2 * factor))};");
    }

    private void WriteVector(CodeWriter code, Lanes lanes, string at, int used)
    {
        string Create(string value) => $"{lanes.Class}.Create({value})";
        if (!Backward)
        {
            string Between(string from) =>
                $"{lanes.Load(from + at)} * {Create("1 - right")} + {lanes.Load($"{from} + step{at}")} * {Create("right")}";
            code.Line($"var upper = {Between("p")};");
            code.Line($"var under = {Between("q")};");
            code.Line(lanes.Store($"upper * {Create("1 - lower")} + under * {Create("lower")}", $"o{at}", used));
            return;
        }

        code.Line($"var gradient = {lanes.Load($"o{at}")};");
        // One after another: at a border they are the same pixel.
        foreach (var (pointer, part) in new[]
        {
            ($"p{at}", "(1 - lower) * (1 - right)"), ($"p + step{at}", "(1 - lower) * right"), ($"q{at}", "lower * (1 - right)"), ($"q + step{at}", "lower * right"),
        })
        {
            code.Line(lanes.Store(lanes.Add(pointer, $"gradient * {Create(part)}"), pointer, used));
        }
    }
}
