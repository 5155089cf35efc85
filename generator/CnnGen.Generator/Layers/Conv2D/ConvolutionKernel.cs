using System;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Conv2D;

/// <summary>What a convolution starts its sums with.</summary>
internal enum StartFrom
{
    Zero,
    Bias,
    Destination,
}

/// <summary>
/// A convolution whose input has its border in memory: each output pixel is a sum over rows of taps, and within a row the
/// kernel's columns and the input's channels lie one after another, in the input as in the weights. It serves the forward pass and
/// (over the gradient, with turned weights) the backward pass by data. Distances are in floats.
/// </summary>
/// <param name="Name">The method's name.</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Channels">Output channels: the vector lanes.</param>
/// <param name="InputRow">From an output row's first tap to the next one's.</param>
/// <param name="InputPixel">From an output pixel's first tap to the next one's.</param>
/// <param name="TapRows">Rows of taps.</param>
/// <param name="TapRow">From a row of taps to the next in the input.</param>
/// <param name="Run">Scalars in a row of taps.</param>
internal sealed record ConvolutionKernel(
    string Name, string Summary, int Rows, int Columns, int Channels,
    int InputImage, int InputRow, int InputPixel, int TapRows, int TapRow, int Run,
    int OutputImage, int OutputRow, int OutputPixel, StartFrom Start, string Activation) : Kernel
{
    // Up to so many multiply-adds a tile is written out without loops: about what the instruction cache holds of several tiles.
    private const int UnrollLimit = 260;

    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters => Start == StartFrom.Bias
        ? "float* x, float* w, float* b, float* y, int batch"
        : "float* x, float* w, float* y, int batch";

    /// <summary>
    /// The same convolution with all rows as one, where its taps are single pixels and rows follow each other without a border: longer rows
    /// leave fewer small tiles at their ends.
    /// </summary>
    public ConvolutionKernel WithRowsJoined(TensorPlan input, TensorPlan output) =>
        TapRows == 1 && Run == input.Shape.Channels && InputRow == Columns * InputPixel && OutputRow == Columns * OutputPixel
        && input.IsContiguous && output.IsContiguous
            ? this with { Rows = 1, Columns = Rows * Columns }
            : this;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        var shape = TileShape.For(Columns, lanes.Vectors, lanes.Bits);
        using (code.Open($"for (int n = 0; n < batch; n++, x += {InputImage}, y += {OutputImage})"))
        {
            foreach (var block in Segment.CutWithTail(lanes.Vectors, shape.Vectors, lanes.LastLanes != lanes.Width))
            {
                string channel = ChannelLoop(block, lanes, out string? header);
                if (header is null) WriteRows(code, lanes, shape, block, channel);
                else
                {
                    using (code.Open(header)) WriteRows(code, lanes, shape, block, channel);
                }
            }
        }
    }

    private static string ChannelLoop(Segment block, Lanes lanes, out string? header)
    {
        header = null;
        int step = block.Size * lanes.Width;
        int first = block.Start * lanes.Width;
        if (block.Repeats == 1) return first == 0 ? "" : " + " + Literal.Of(first);
        header = $"for (int c = {first}; c < {first + (step * block.Repeats)}; c += {step})";
        return " + c";
    }

    private void WriteRows(CodeWriter code, Lanes lanes, TileShape shape, Segment block, string channel)
    {
        using (code.Open($"for (int row = 0; row < {Rows}; row++)"))
        {
            code.Line($"float* xt = x + row * {InputRow};");
            code.Line($"float* yt = y + row * {OutputRow}{channel};");
            foreach (var columns in Segment.Cut(Columns, shape.Rows))
            {
                string move = $"xt += {columns.Size * InputPixel}, yt += {columns.Size * OutputPixel}";
                if (columns.Repeats > 1)
                {
                    using (code.Open($"for (int tile = 0; tile < {columns.Repeats}; tile++, {move})")) WriteTile(code, lanes, columns, block, channel);
                }
                else
                {
                    using (code.Open("")) WriteTile(code, lanes, columns, block, channel);
                    if (columns.End < Columns) code.Line(move.Replace(", ", "; ") + ";");
                }
            }
        }
    }

    private void WriteTile(CodeWriter code, Lanes lanes, Segment columns, Segment block, string channel)
    {
        var tile = new Tile(code, lanes, columns.Size, block.Size);
        string Output(int r, int v) => Offset("yt", (r * OutputPixel) + (v * lanes.Width));
        int Used(int v) => (block.Start + v + 1) * lanes.Width <= Channels || block.Repeats > 1 ? lanes.Width : lanes.LastLanes;

        if (Start == StartFrom.Bias)
        {
            for (int v = 0; v < block.Size; v++) code.Line($"var b{v} = {lanes.Load(Offset("b" + channel, v * lanes.Width))};");
        }

        tile.Declare(
            (r, v) => Start switch
            {
                StartFrom.Bias => $"b{v}",
                StartFrom.Destination => lanes.Load(Output(r, v)),
                _ => lanes.Zero,
            },
            steps: TapRows * Run > 0);

        if (TapRows * Run * columns.Size * block.Size <= UnrollLimit) WriteUnrolledTaps(tile, lanes, channel);
        else WriteTapLoops(code, tile, lanes, channel);

        var activation = Activation == ElementwiseTable.Linear ? null : ElementwiseTable.Functions[Activation];
        tile.Finish((r, v, sum) =>
            code.Line(lanes.Store(activation is null ? sum : activation.Apply(lanes.Class, sum), Output(r, v), Used(v))));
    }

    private void WriteUnrolledTaps(Tile tile, Lanes lanes, string channel)
    {
        for (int t = 0; t < TapRows; t++)
        {
            for (int k = 0; k < Run; k++)
            {
                int tap = (t * Run) + k;
                int input = (t * TapRow) + k;
                tile.Step(
                    v => Offset("w" + channel, (tap * Channels) + (v * lanes.Width)),
                    r => $"xt[{input + (r * InputPixel)}]");
            }
        }
    }

    private void WriteTapLoops(CodeWriter code, Tile tile, Lanes lanes, string channel)
    {
        code.Line($"float* wk = w{channel};");
        void Run_(string start)
        {
            code.Line($"float* xk = {start};");
            using (code.Open($"for (int k = 0; k < {Run}; k++, xk++, wk += {Channels})"))
            {
                tile.Step(v => Offset("wk", v * lanes.Width), r => $"xk[{r * InputPixel}]");
            }
        }

        if (TapRows == 1)
        {
            Run_("xt");
            return;
        }

        using (code.Open($"for (int t = 0; t < {TapRows}; t++)")) Run_($"xt + t * {TapRow}");
    }

    private static string Offset(string pointer, int offset) => offset == 0 ? pointer : $"{pointer} + {Literal.Of(offset)}";
}
