using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Resizing;

/// <summary>Each pixel of the output as a sum of pixels of the input, or the gradient of each pixel of the output added to those that it was made of.</summary>
/// <param name="Label">Interpolation and sizes, for the name.</param>
/// <param name="Shape">Of the output.</param>
/// <param name="Input">Strides of the input, or of the gradient by it.</param>
/// <param name="Output">Strides of the output, or of the gradient by it.</param>
internal sealed partial record ResizeKernel(
    string Label, Shape Shape, ResizeAxis Vertical, ResizeAxis Horizontal, RowLayout Input, RowLayout Output, bool Backward) : Kernel
{
    public override string Name => $"Resizing{(Backward ? "Backward" : "")}_{Label}_{Input.Row}_{Output.Row}";

    public override string Summary => Backward
        ? $"Adds the gradient of an image resized to {Shape} to that of the image."
        : $"Resizes an image to {Shape}.";

    public override string Parameters => Backward ? "float* g, float* dx, int batch" : "float* x, float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Shape.Channels, vectorBits);
        WriteTable(code, "int", "rows", Vertical.Indices.Select(index => Literal.Of(index * Input.Row)));
        WriteTable(code, "float", "rowParts", Vertical.Parts.Select(Literal.Of));
        WriteTable(code, "int", "columns", Horizontal.Indices.Select(index => Literal.Of(index * Shape.Channels)));
        WriteTable(code, "float", "columnParts", Horizontal.Parts.Select(Literal.Of));
        var (input, output) = Backward ? ("dx", "g") : ("x", "y");
        using (code.Open("fixed (int* r = rows, q = columns)"))
        using (code.Open("fixed (float* u = rowParts, v = columnParts)"))
        using (code.Open($"for (int n = 0; n < batch; n++, {input} += {Input.Image}, {output} += {Output.Image})"))
        using (code.Open($"for (int row = 0; row < {Shape.Height}; row++)"))
        using (code.Open($"for (int column = 0; column < {Shape.Width}; column++)"))
        {
            code.Line($"float* o = {output} + row * {Output.Row} + column * {Shape.Channels};");
            int whole = Shape.Channels / lanes.Width * lanes.Width;
            if (whole > 0)
            {
                using (code.Open($"for (int c = 0; c < {whole}; c += {lanes.Width})")) WriteVector(code, lanes, input, " + c", lanes.Width);
            }

            if (whole < Shape.Channels)
            {
                using (code.Open("")) WriteVector(code, lanes, input, whole == 0 ? "" : $" + {whole}", Shape.Channels - whole);
            }
        }
    }

    private static void WriteTable(CodeWriter code, string type, string name, System.Collections.Generic.IEnumerable<string> values) =>
        code.Line($"global::System.ReadOnlySpan<{type}> {name} = [{string.Join(", ", values)}];");

    private void WriteVector(CodeWriter code, Lanes lanes, string input, string at, int used)
    {
        code.Line(Backward ? $"var gradient = {lanes.Load("o" + at)};" : $"var sum = {lanes.Zero};");
        using (code.Open($"for (int i = row * {Vertical.Count}; i < row * {Vertical.Count} + {Vertical.Count}; i++)"))
        using (code.Open($"for (int j = column * {Horizontal.Count}; j < column * {Horizontal.Count} + {Horizontal.Count}; j++)"))
        {
            string part = $"{lanes.Class}.Create(u[i] * v[j])";
            code.Line($"float* p = {input} + r[i] + q[j];");
            if (Backward) code.Line(lanes.Store(lanes.Add("p" + at, $"gradient * {part}"), "p" + at, used));
            else code.Line($"sum += {lanes.Load("p" + at)} * {part};");
        }

        if (!Backward) code.Line(lanes.Store("sum", "o" + at, used));
    }
}
