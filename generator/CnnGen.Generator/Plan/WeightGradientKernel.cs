using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Plan;

/// <summary>
/// The gradient of the loss by weights: for each tap and output channel, the sum over all output pixels of input times
/// gradient, added to what is there. Of a dense layer it is the same with one pixel. Distances are in floats.
/// </summary>
/// <param name="Channels">Output channels: the vector lanes.</param>
/// <param name="TapRows">Rows of taps.</param>
/// <param name="TapRow">From a row of taps to the next in the input.</param>
/// <param name="Run">Taps in a row, which lie one after another in the input.</param>
internal sealed record WeightGradientKernel(
    string Name, string Summary, int Channels, int TapRows, int TapRow, int Run,
    int Rows, int Columns, int InputImage, int InputRow, int InputPixel,
    int GradientImage, int GradientRow, int GradientPixel) : Kernel
{
    // With fewer pixels than this, loading and storing the sums for each image costs more than reading the images once a tile.
    private const int PixelsForImageLoop = 16;

    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters => "float* x, float* g, float* dw, int batch";

    private bool ImagesOutside => Rows * Columns >= PixelsForImageLoop;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        if (!ImagesOutside)
        {
            WriteTiles(code, vectorBits);
            return;
        }

        using (code.Open($"for (int n = 0; n < batch; n++, x += {InputImage}, g += {GradientImage})")) WriteTiles(code, vectorBits);
    }

    private void WriteTiles(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        int taps = TapRows * Run;
        var shape = TileShape.For(taps, lanes.Vectors, lanes.Bits);
        bool oneTile = taps <= shape.Rows;
        if (!oneTile) shape = TileShape.For(Run, lanes.Vectors, lanes.Bits);

        foreach (var block in Segment.CutWithTail(lanes.Vectors, shape.Vectors, lanes.LastLanes != lanes.Width))
        {
            int step = block.Size * lanes.Width;
            int first = block.Start * lanes.Width;
            if (block.Repeats == 1)
            {
                WriteTapRows(code, lanes, shape, block, oneTile, first == 0 ? "" : " + " + Literal.Of(first));
                continue;
            }

            using (code.Open($"for (int c = {first}; c < {first + (step * block.Repeats)}; c += {step})"))
            {
                WriteTapRows(code, lanes, shape, block, oneTile, " + c");
            }
        }
    }

    private void WriteTapRows(CodeWriter code, Lanes lanes, TileShape shape, Segment block, bool oneTile, string channel)
    {
        if (oneTile)
        {
            using (code.Open(""))
            {
                code.Line("float* xt = x;");
                code.Line($"float* dt = dw{channel};");
                WriteTile(code, lanes, block, TapRows * Run, tap => (tap / Run * TapRow) + (tap % Run), channel);
            }

            return;
        }

        if (TapRows == 1)
        {
            using (code.Open("")) WriteRun(code, lanes, shape, block, channel, "x", "dw");
            return;
        }

        using (code.Open($"for (int t = 0; t < {TapRows}; t++)"))
        {
            WriteRun(code, lanes, shape, block, channel, $"x + t * {TapRow}", $"dw + t * {Run * Channels}");
        }
    }

    private void WriteRun(CodeWriter code, Lanes lanes, TileShape shape, Segment block, string channel, string x, string dw)
    {
        code.Line($"float* xt = {x};");
        code.Line($"float* dt = {dw}{channel};");
        foreach (var taps in Segment.Cut(Run, shape.Rows))
        {
            string move = $"xt += {taps.Size}, dt += {taps.Size * Channels}";
            if (taps.Repeats > 1)
            {
                using (code.Open($"for (int tile = 0; tile < {taps.Repeats}; tile++, {move})")) WriteTile(code, lanes, block, taps.Size, tap => tap, channel);
            }
            else
            {
                using (code.Open("")) WriteTile(code, lanes, block, taps.Size, tap => tap, channel);
                if (taps.End < Run) code.Line(move.Replace(", ", "; ") + ";");
            }
        }
    }

    private void WriteTile(CodeWriter code, Lanes lanes, Segment block, int taps, Func<int, int> offset, string channel)
    {
        var tile = new Tile(code, lanes, taps, block.Size);
        int Used(int v) => (block.Start + v + 1) * lanes.Width <= Channels || block.Repeats > 1 ? lanes.Width : lanes.LastLanes;
        tile.Declare((_, _) => lanes.Zero);
        WritePixelLoops(code, channel, () => tile.Step(
            v => v == 0 ? "gp" : $"gp + {v * lanes.Width}",
            r => $"xp[{offset(r)}]"));
        tile.Finish((r, v, sum) =>
        {
            int at = (r * Channels) + (v * lanes.Width);
            string pointer = at == 0 ? "dt" : $"dt + {at}";
            code.Line(lanes.Store($"({lanes.Load(pointer)} + {sum})", pointer, Used(v)));
        });
    }

    private void WritePixelLoops(CodeWriter code, string channel, Action step)
    {
        string image = "g" + channel;
        string input = "xt";
        if (!ImagesOutside)
        {
            if (Rows * Columns == 1)
            {
                code.Line($"float* xp = {input};");
                code.Line($"float* gp = {image};");
                using (code.Open($"for (int n = 0; n < batch; n++, xp += {InputImage}, gp += {GradientImage})")) step();
                return;
            }

            code.Line($"float* xn = {input};");
            code.Line($"float* gn = {image};");
            using (code.Open($"for (int n = 0; n < batch; n++, xn += {InputImage}, gn += {GradientImage})")) WriteRowLoops(code, "xn", "gn", step);
            return;
        }

        WriteRowLoops(code, input, image, step);
    }

    private void WriteRowLoops(CodeWriter code, string input, string gradient, Action step)
    {
        using (code.Open($"for (int row = 0; row < {Rows}; row++)"))
        {
            code.Line($"float* xp = {input} + row * {InputRow};");
            code.Line($"float* gp = {gradient} + row * {GradientRow};");
            using (code.Open($"for (int column = 0; column < {Columns}; column++, xp += {InputPixel}, gp += {GradientPixel})")) step();
        }
    }
}
