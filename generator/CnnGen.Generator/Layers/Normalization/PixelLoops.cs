using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Normalization;

/// <summary>The loops over the pixels of image n, for kernels whose lanes are channels. All operands have one shape.</summary>
internal sealed class PixelLoops(int rows, int columns, int channels, params (string Name, RowLayout Layout)[] operands)
{
    // The additions of a sum wait for each other for four cycles: so many sums side by side keep them busy.
    private const int MostChains = 4;

    /// <summary>Pixels of an image.</summary>
    public int Pixels => rows * columns;

    /// <summary>Writes what is done with each pixel; the argument makes the pointer to a vector of an operand's pixel.</summary>
    public void Write(CodeWriter code, ChannelBlock block, Action<Func<string, int, string>> pixel) =>
        WriteRows(code, block, 1, () => { }, (at, _) => pixel(at), () => { });

    /// <summary>
    /// Declares and adds up, for each vector of the block, a sum over the pixels: of each row first, so that sums of many pixels round little.
    /// </summary>
    /// <param name="sums">The names of the sums, before the vector's number.</param>
    /// <param name="add">Writes additions to sums: the pointer to an operand's vector, the name of a sum by its place and vector.</param>
    public void WriteSums(CodeWriter code, ChannelBlock block, string[] sums, Action<Func<string, int, string>, Func<int, int, string>> add)
    {
        var lanes = block.Lanes;
        int chains = Math.Max(1, Math.Min(MostChains / (block.Vectors * sums.Length), columns));
        string Sum(int sum, int vector) => sums[sum] + Literal.Of(vector);
        string Part(int sum, int vector, int chain) => $"{Sum(sum, vector)}p{Literal.Of(chain)}";
        void ForEach(Action<int, int> action)
        {
            for (int sum = 0; sum < sums.Length; sum++)
            {
                for (int v = 0; v < block.Vectors; v++) action(sum, v);
            }
        }

        ForEach((sum, v) => code.Line($"var {Sum(sum, v)} = {lanes.Zero};"));
        if (Pixels == 1)
        {
            WriteRows(code, block, 1, () => { }, (at, _) => add(at, Sum), () => { });
            return;
        }

        WriteRows(
            code, block, chains,
            () => ForEach((sum, v) =>
            {
                for (int chain = 0; chain < chains; chain++) code.Line($"var {Part(sum, v, chain)} = {lanes.Zero};");
            }),
            (at, chain) => add(at, (sum, v) => Part(sum, v, chain)),
            () => ForEach((sum, v) =>
            {
                var parts = Enumerable.Range(0, chains).Select(chain => Part(sum, v, chain)).ToList();
                code.Line($"{Sum(sum, v)} += {string.Join(" + ", parts)};");
            }));
    }

    private void WriteRows(CodeWriter code, ChannelBlock block, int chains, Action before, Action<Func<string, int, string>, int> pixel, Action after)
    {
        using (code.Open(rows == 1 ? "" : $"for (int row = 0; row < {Literal.Of(rows)}; row++)"))
        {
            foreach (var (name, layout) in operands)
            {
                code.Line($"float* {name}p = {block.At($"{name} + n * {Literal.Of(layout.Image)}{(rows == 1 ? "" : $" + row * {Literal.Of(layout.Row)}")}")};");
            }

            before();
            void Pixel(int chain) => pixel((name, vector) => Pointer.At(name + "p", (chain * channels) + (vector * block.Lanes.Width)), chain);
            void Group(int size)
            {
                for (int chain = 0; chain < size; chain++) Pixel(chain);
            }

            int groups = columns / chains;
            string moves = string.Join(", ", operands.Select(operand => $"{operand.Name}p += {Literal.Of(chains * channels)}"));
            if (groups > 1)
            {
                using (code.Open($"for (int column = 0; column < {Literal.Of(groups)}; column++, {moves})")) Group(chains);
            }
            else
            {
                Group(chains);
                if (columns % chains > 0) code.Line(moves.Replace(", ", "; ") + ";");
            }

            Group(columns % chains);
            after();
        }
    }
}
