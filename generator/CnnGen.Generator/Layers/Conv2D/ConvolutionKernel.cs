using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Conv2D;

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
    /// <summary>The window of outputs whose maximum is stored; rows, columns and distances of outputs are then those of windows.</summary>
    public PoolWindow Pool { get; init; } = PoolWindow.One;

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
        Pool.Size == 1 && TapRows == 1 && Run == input.Shape.Channels && InputRow == Columns * InputPixel && OutputRow == Columns * OutputPixel
        && input.IsContiguous && output.IsContiguous
            ? this with { Rows = 1, Columns = Rows * Columns }
            : this;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        var shape = TileShape.For(Columns, lanes.Vectors, lanes.Bits, Pool.Size);
        using (code.Open($"for (int n = 0; n < batch; n++, x += {InputImage}, y += {OutputImage})"))
        {
            foreach (var block in ChannelBlock.Of(lanes, shape.Vectors)) block.WriteLoop(code, () => WriteRows(code, shape, block), scope: false);
        }
    }

    private void WriteRows(CodeWriter code, TileShape shape, ChannelBlock block)
    {
        bool oneRow = Rows == 1;
        using (code.Open(oneRow ? "" : $"for (int row = 0; row < {Rows}; row++)"))
        {
            code.Line($"float* xt = {(oneRow ? "x" : $"x + row * {InputRow}")};");
            code.Line($"float* yt = {block.At(oneRow ? "y" : $"y + row * {OutputRow}")};");
            Segment.WriteTiles(
                code, Segment.Cut(Columns, shape.Rows), [("xt", InputPixel), ("yt", OutputPixel)], columns => WriteTile(code, columns.Size, block));
        }
    }

    private void WriteTile(CodeWriter code, int columns, ChannelBlock block)
    {
        var lanes = block.Lanes;
        var tile = new Tile(code, lanes, columns * Pool.Size, block.Vectors);
        string Output(int r, int v) => Pointer.At("yt", (r * OutputPixel) + (v * lanes.Width));

        if (Start == StartFrom.Bias)
        {
            for (int v = 0; v < block.Vectors; v++) code.Line($"var b{v} = {lanes.Load(block.At("b", v * lanes.Width))};");
        }

        tile.Declare((r, v) => Start switch
        {
            StartFrom.Bias => $"b{v}",
            StartFrom.Destination => lanes.Load(Output(r, v)),
            _ => lanes.Zero,
        });

        if ((long)TapRows * Run * columns * Pool.Size * block.Vectors <= UnrollLimit) WriteUnrolledTaps(tile, block);
        else WriteTapLoops(code, tile, block);

        Pool.Finish(tile, code, lanes, Activation, (r, v, value) => code.Line(lanes.Store(value, Output(r, v), block.Used(v))));
    }

    private void WriteUnrolledTaps(Tile tile, ChannelBlock block)
    {
        for (int t = 0; t < TapRows; t++)
        {
            for (int k = 0; k < Run; k++)
            {
                int tap = (t * Run) + k;
                int input = (t * TapRow) + k;
                tile.Step(
                    v => block.At("w", (tap * Channels) + (v * block.Lanes.Width)),
                    r => $"xt[{input + InputOffset(r)}]");
            }
        }
    }

    /// <summary>From the tile's first tap to the first tap of one of its rows.</summary>
    private int InputOffset(int row) => (row / Pool.Size * InputPixel) + Pool.Offset(row % Pool.Size);

    private void WriteTapLoops(CodeWriter code, Tile tile, ChannelBlock block)
    {
        code.Line($"float* wk = {block.At("w")};");
        void WriteRun(string start)
        {
            code.Line($"float* xk = {start};");
            using (code.Open($"for (int k = 0; k < {Run}; k++, xk++, wk += {Channels})"))
            {
                tile.Step(v => Pointer.At("wk", v * block.Lanes.Width), r => $"xk[{InputOffset(r)}]");
            }
        }

        if (TapRows == 1)
        {
            WriteRun("xt");
            return;
        }

        using (code.Open($"for (int t = 0; t < {TapRows}; t++)")) WriteRun($"xt + t * {TapRow}");
    }
}
