using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <summary>The parts of an image that are normalized by themselves: pixels, or the image as one.</summary>
/// <param name="Down">Samples of an image, one below the other.</param>
/// <param name="Across">Samples side by side.</param>
/// <param name="Rows">Rows of a sample.</param>
/// <param name="Length">Floats of a sample's row.</param>
internal readonly record struct Samples(int Down, int Across, int Rows, int Length)
{
    // Fewer vectors than this are written one after another.
    private const int MostUnrolled = 4;

    /// <summary>Declares the mask of a row's last vector, where it is only partly used.</summary>
    public void WriteMask(CodeWriter code, Lanes lanes)
    {
        if (lanes.LastLanes == lanes.Width) return;
        code.Line($"var mask = {lanes.Class}.LessThan({lanes.Type}.Indices, {lanes.Class}.Create({Literal.Of(lanes.LastLanes)}f));");
    }

    /// <summary>Writes the loops over all samples of a block; inside, each operand's name is the pointer to the sample.</summary>
    public void WriteLoops(CodeWriter code, (string Name, RowLayout Layout)[] operands, Action sample)
    {
        int down = Down;
        int across = Across;
        int length = Length;
        using (code.Open("for (int n = 0; n < batch; n++)"))
        {
            if (down * across == 1)
            {
                Declare(operand => $"n * {Literal.Of(operand.Image)}", "s");
                sample();
                return;
            }

            using (code.Open($"for (int row = 0; row < {Literal.Of(down)}; row++)"))
            {
                Declare(operand => $"n * {Literal.Of(operand.Image)} + row * {Literal.Of(operand.Row)}", "s");
                string moves = string.Join(", ", operands.Select(operand => $"{operand.Name}s += {Literal.Of(length)}"));
                using (code.Open($"for (int column = 0; column < {Literal.Of(across)}; column++, {moves})")) sample();
            }
        }

        void Declare(Func<RowLayout, string> offset, string suffix)
        {
            foreach (var (name, layout) in operands) code.Line($"float* {name}{suffix} = {name} + {offset(layout)};");
        }
    }

    /// <summary>
    /// Writes what is done with each vector of a sample. The action is given a function that makes the pointer to the vector of an operand, and
    /// the vector's used lanes.
    /// </summary>
    /// <param name="operands">Operands with their distances; a parameter's rows lie one after another.</param>
    /// <param name="before">Written before each row, and <paramref name="after"/> behind it.</param>
    public void WriteElements(
        CodeWriter code, Lanes lanes, (string Name, int Row)[] operands, Action before, Action<Func<string, string>, int> element, Action after)
    {
        int length = Length;
        using (code.Open(Rows == 1 ? "" : $"for (int line = 0; line < {Literal.Of(Rows)}; line++)"))
        {
            string Line(string operand)
            {
                int row = operands.Single(item => item.Name == operand).Row;
                return row == 0 ? operand : $"{operand} + line * {Literal.Of(row)}";
            }

            before();
            int whole = length / lanes.Width;
            if (whole > MostUnrolled)
            {
                using (code.Open($"for (int i = 0; i < {Literal.Of(whole * lanes.Width)}; i += {Literal.Of(lanes.Width)})"))
                {
                    element(operand => Line(operand) + " + i", lanes.Width);
                }
            }
            else
            {
                for (int v = 0; v < whole; v++) Element(v, lanes.Width);
            }

            if (length % lanes.Width > 0) Element(whole, length % lanes.Width);
            after();

            void Element(int vector, int used)
            {
                using (code.Open("")) element(operand => Pointer.At(Line(operand), vector * lanes.Width), used);
            }
        }
    }
}
