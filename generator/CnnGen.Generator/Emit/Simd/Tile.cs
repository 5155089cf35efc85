using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>
/// Writes the heart of every dense kernel: rows x vectors accumulators in registers. A step loads the vectors once, broadcasts one
/// scalar a row and multiplies each with each.
/// </summary>
/// <param name="code">Where to.</param>
/// <param name="lanes">The vectors' width.</param>
/// <param name="rows">Rows of the tile.</param>
/// <param name="vectors">Vectors of the tile.</param>
/// <param name="chains">Accumulators an element has; several break the latency of a chain of additions where the tile is small.</param>
internal sealed class Tile(CodeWriter code, Lanes lanes, int rows, int vectors, int chains = 1)
{
    private string Accumulator(int row, int vector, int chain) =>
        chains == 1 ? $"a{Literal.Of(row)}v{Literal.Of(vector)}" : $"a{Literal.Of(row)}v{Literal.Of(vector)}c{Literal.Of(chain)}";

    /// <summary>Declares the accumulators and what a step loads; the first chain starts with what is given, the others with zero.</summary>
    /// <param name="steps">Whether steps follow.</param>
    public void Declare(Func<int, int, string> initial, bool steps = true)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int v = 0; v < vectors; v++)
            {
                for (int c = 0; c < chains; c++) code.Line($"var {Accumulator(r, v, c)} = {(c == 0 ? initial(r, v) : lanes.Zero)};");
            }
        }

        if (!steps) return;
        // One variable for all steps: the compiler's analyses take time with each local.
        var names = new List<string> { "s" };
        for (int v = 0; v < vectors; v++) names.Add("w" + Literal.Of(v));
        code.Line($"{lanes.Type} {string.Join(", ", names)};");
    }

    /// <summary>One step: the pointer to a vector, the expression of what a row multiplies it with.</summary>
    public void Step(Func<int, string> vectorPointer, Func<int, string> operand, int chain = 0)
    {
        for (int v = 0; v < vectors; v++) code.Line($"w{Literal.Of(v)} = {lanes.Load(vectorPointer(v))};");
        for (int r = 0; r < rows; r++)
        {
            code.Line($"s = {operand(r)};");
            for (int v = 0; v < vectors; v++)
            {
                string a = Accumulator(r, v, chain);
                code.Line($"{a} = {lanes.MultiplyAdd("s", $"w{Literal.Of(v)}", a)};");
            }
        }
    }

    /// <summary>Hands the finished sums out, one at a time.</summary>
    public void Finish(Action<int, int, string> use)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int v = 0; v < vectors; v++)
            {
                string sum = Accumulator(r, v, 0);
                for (int width = 1; width < chains; width *= 2)
                {
                    // Pairwise, so that the sums wait for each other as little as possible.
                    for (int c = 0; c + width < chains; c += 2 * width)
                    {
                        code.Line($"{Accumulator(r, v, c)} += {Accumulator(r, v, c + width)};");
                    }
                }

                use(r, v, sum);
            }
        }
    }
}
