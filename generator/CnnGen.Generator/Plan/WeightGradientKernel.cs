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

        foreach (var block in ChannelBlock.Of(lanes, shape.Vectors)) block.WriteLoop(code, () => WriteTapRows(code, shape, block, oneTile));
    }

    private void WriteTapRows(CodeWriter code, TileShape shape, ChannelBlock block, bool oneTile)
    {
        if (oneTile)
        {
            code.Line("float* xt = x;");
            code.Line($"float* dt = {block.At("dw")};");
            WriteTile(code, block, TapRows * Run, tap => (tap / Run * TapRow) + (tap % Run));
            return;
        }

        if (TapRows == 1)
        {
            WriteRun(code, shape, block, "x", "dw");
            return;
        }

        using (code.Open($"for (int t = 0; t < {TapRows}; t++)")) WriteRun(code, shape, block, $"x + t * {TapRow}", $"dw + t * {Run * Channels}");
    }

    private void WriteRun(CodeWriter code, TileShape shape, ChannelBlock block, string input, string weights)
    {
        code.Line($"float* xt = {input};");
        code.Line($"float* dt = {block.At(weights)};");
        Segment.WriteTiles(code, Segment.Cut(Run, shape.Rows), [("xt", 1), ("dt", Channels)], taps => WriteTile(code, block, taps.Size, tap => tap));
    }

    private void WriteTile(CodeWriter code, ChannelBlock block, int taps, Func<int, int> offset)
    {
        var lanes = block.Lanes;
        var tile = new Tile(code, lanes, taps, block.Vectors);
        tile.Declare((_, _) => lanes.Zero);
        WritePixelLoops(code, block, () => tile.Step(v => Pointer.At("gp", v * lanes.Width), r => $"xp[{offset(r)}]"));
        tile.Finish((r, v, sum) =>
        {
            string pointer = Pointer.At("dt", (r * Channels) + (v * lanes.Width));
            code.Line(lanes.Store(lanes.Add(pointer, sum), pointer, block.Used(v)));
        });
    }

    private void WritePixelLoops(CodeWriter code, ChannelBlock block, Action step)
    {
        if (ImagesOutside)
        {
            WriteRowLoops(code, "xt", block.At("g"), step);
            return;
        }

        bool onePixel = Rows * Columns == 1;
        string image = onePixel ? "p" : "n";
        code.Line($"float* x{image} = xt;");
        code.Line($"float* g{image} = {block.At("g")};");
        using (code.Open($"for (int n = 0; n < batch; n++, x{image} += {InputImage}, g{image} += {GradientImage})"))
        {
            if (onePixel) step();
            else WriteRowLoops(code, "xn", "gn", step);
        }
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
