using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Plan;

/// <summary>
/// The gradient of the loss by weights: for each tap and output channel, the sum over all output pixels of input times
/// gradient, added to what is there. Of a dense layer it is the same with one pixel. Distances are in floats.
/// </summary>
/// <param name="Groups">Channels of the input and of the gradient; those of the gradient are the vector lanes.</param>
/// <param name="Taps">The inputs of an output's sum.</param>
internal sealed partial record WeightGradientKernel(
    string Name, string Summary, ChannelGroups Groups, Taps Taps,
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
        var groupLanes = GroupLanes.Of(Groups, vectorBits);
        groupLanes?.Declare(code);
        using (code.Open(ImagesOutside ? $"for (int n = 0; n < batch; n++, x += {InputImage}, g += {GradientImage})" : null))
        {
            if (groupLanes is { } lanes) WriteGroupsAsLanes(code, lanes);
            else WriteGroups(code, Lanes.Of(Groups.Outputs, vectorBits));
        }
    }

    /// <summary>Wide groups: one after the other.</summary>
    private void WriteGroups(CodeWriter code, Lanes lanes)
    {
        bool grouped = Groups.Count > 1;
        var (x, g, dw) = grouped ? ("xg", "gg", "dwg") : ("x", "g", "dw");
        var shape = TileShape.For(Taps.Count, lanes.Vectors, lanes.Bits);
        if (Taps.Count > shape.Rows) shape = TileShape.For(Taps.Run, lanes.Vectors, lanes.Bits);
        using (code.Open(grouped ? $"for (int group = 0; group < {Groups.Count}; group++)" : null))
        {
            if (grouped)
            {
                code.Line($"float* xg = x + group * {Groups.Inputs};");
                code.Line($"float* gg = g + group * {Groups.Outputs};");
                code.Line($"float* dwg = dw + group * {Groups.Outputs};");
            }

            foreach (var block in ChannelBlock.Of(lanes, shape.Vectors))
            {
                block.WriteLoop(code, () => WriteTapTiles(code, shape.Rows, x, block.At(dw), (taps, offset) => WriteTile(
                    code, lanes, taps, block.Vectors, block.At(g), r => lanes.Broadcast($"xp[{offset(r)}]"), block.Used)));
            }
        }
    }

    /// <summary>Narrow groups, side by side in a vector.</summary>
    private void WriteGroupsAsLanes(CodeWriter code, GroupLanes lanes)
    {
        int largest = (lanes.Lanes.Bits == 512 ? 31 : 15) - 2 - lanes.Registers;
        foreach (var block in lanes.Blocks())
        {
            block.WriteLoop(code, () => WriteTapTiles(code, largest, block.Inputs("x"), block.Outputs("dw"), (taps, offset) => WriteTile(
                code, lanes.Lanes, taps, 1, block.Outputs("g"), r => lanes.Operand(Pointer.At("xp", offset(r)), block.Used), _ => block.UsedLanes)));
        }
    }

    /// <summary>Cuts the taps into tiles, in loops where there are many. The action gets a tile's number of taps and where they lie.</summary>
    private void WriteTapTiles(CodeWriter code, int largest, string input, string weights, Action<int, Func<int, int>> tile)
    {
        if (Taps.Count <= largest)
        {
            code.Line($"float* xt = {input};");
            code.Line($"float* dt = {weights};");
            tile(Taps.Count, Taps.Offset);
            return;
        }

        bool columnTiles = Taps.Columns > 1 && Taps.Run <= largest;
        bool columnLoop = Taps.Columns > 1 && !columnTiles;
        using (code.Open(Taps.Rows == 1 ? null : $"for (int t = 0; t < {Taps.Rows}; t++)"))
        using (code.Open(columnLoop ? $"for (int u = 0; u < {Taps.Columns}; u++)" : null))
        {
            string Start(string pointer, int row, int column) => pointer
                + (Taps.Rows == 1 ? "" : $" + t * {row}") + (columnLoop ? $" + u * {column}" : "");
            code.Line($"float* xt = {Start(input, Taps.Row, Taps.Column)};");
            code.Line($"float* dt = {Start(weights, Taps.PerRow * Groups.AllOutputs, Taps.Run * Groups.AllOutputs)};");
            if (columnTiles)
            {
                Segment.WriteTiles(
                    code, Segment.Cut(Taps.Columns, largest / Taps.Run), [("xt", Taps.Column), ("dt", Taps.Run * Groups.AllOutputs)],
                    columns => tile(columns.Size * Taps.Run, tap => (tap / Taps.Run * Taps.Column) + (tap % Taps.Run)));
            }
            else
            {
                Segment.WriteTiles(code, Segment.Cut(Taps.Run, largest), [("xt", 1), ("dt", Groups.AllOutputs)], taps => tile(taps.Size, tap => tap));
            }
        }
    }

    private void WriteTile(CodeWriter code, Lanes lanes, int taps, int vectors, string gradient, Func<int, string> operand, Func<int, int> used)
    {
        var tile = new Tile(code, lanes, taps, vectors);
        tile.Declare((_, _) => lanes.Zero);
        WritePixelLoops(code, gradient, () => tile.Step(v => Pointer.At("gp", v * lanes.Width), operand));
        tile.Finish((r, v, sum) =>
        {
            string pointer = Pointer.At("dt", (r * Groups.AllOutputs) + (v * lanes.Width));
            code.Line(lanes.Store(lanes.Add(pointer, sum), pointer, used(v)));
        });
    }

    private void WritePixelLoops(CodeWriter code, string gradient, Action step)
    {
        if (ImagesOutside)
        {
            WriteRowLoops(code, "xt", gradient, step);
            return;
        }

        bool onePixel = Rows * Columns == 1;
        string image = onePixel ? "p" : "n";
        code.Line($"float* x{image} = xt;");
        code.Line($"float* g{image} = {gradient};");
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
