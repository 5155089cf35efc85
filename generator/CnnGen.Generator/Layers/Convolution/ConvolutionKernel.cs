using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>
/// A convolution whose input has its border in memory: each output pixel is a sum over taps, in the order in which the weights lie.
/// It serves the forward pass and (over the gradient, with turned weights) the backward pass by data. Distances are in floats.
/// </summary>
/// <param name="Name">The method's name.</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Groups">Input and output channels; the outputs are the vector lanes.</param>
/// <param name="InputRow">From an output row's first tap to the next one's.</param>
/// <param name="InputPixel">From an output pixel's first tap to the next one's.</param>
/// <param name="Taps">The inputs of a sum; none where an output is its bias alone.</param>
internal sealed partial record ConvolutionKernel(
    string Name, string Summary, int Rows, int Columns, ChannelGroups Groups,
    int InputImage, int InputRow, int InputPixel, Taps Taps,
    int OutputImage, int OutputRow, int OutputPixel, StartFrom Start, string Activation) : Kernel
{
    /// <summary>The window of outputs whose maximum is stored; rows, columns and distances of outputs are then those of windows.</summary>
    public PoolWindow Pool { get; init; } = PoolWindow.One;

    // Up to so many multiply-adds a tile is written out without loops: about what the instruction cache holds of several tiles.
    private const int UnrollLimit = 260;

    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Algorithm => Taps.PerRow == Groups.Inputs && Taps.Rows == 1 ? "direct, 1 x 1" : "direct";

    public override string Parameters =>
        (Taps.Count == 0 ? "" : "float* x, float* w, ") + (Start == StartFrom.Bias ? "float* b, " : "") + "float* y, int batch";

    private bool IsGrouped => Groups.Count > 1;

    // The pointers to a group's channels.
    private string X => IsGrouped ? "xg" : "x";

    private string W => IsGrouped ? "wg" : "w";

    private string B => IsGrouped ? "bg" : "b";

    private string Y => IsGrouped ? "yg" : "y";

    /// <summary>
    /// The same convolution with all rows as one, where its taps are single pixels and rows follow each other without a border: longer rows
    /// leave fewer small tiles at their ends.
    /// </summary>
    public ConvolutionKernel WithRowsJoined(TensorPlan input, TensorPlan output) =>
        Pool.Size == 1 && Taps.Rows == 1 && Taps.PerRow == Groups.Inputs && InputRow == Columns * InputPixel && OutputRow == Columns * OutputPixel
        && input.IsContiguous && output.IsContiguous
            ? this with { Rows = 1, Columns = Rows * Columns }
            : this;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        if (GroupLanes.Of(Groups, vectorBits) is { } groupLanes)
        {
            WriteGroupsAsLanes(code, groupLanes);
            return;
        }

        var lanes = Lanes.Of(Groups.Outputs, vectorBits);
        var shape = TileShape.For(Columns, lanes.Vectors, lanes.Bits, Pool.Size);
        using (code.Open($"for (int n = 0; n < batch; n++, {(Taps.Count == 0 ? "" : $"x += {InputImage}, ")}y += {OutputImage})"))
        using (code.Open(IsGrouped ? $"for (int group = 0; group < {Groups.Count}; group++)" : null))
        {
            if (IsGrouped)
            {
                code.Line($"float* xg = x + group * {Groups.Inputs};");
                code.Line($"float* wg = w + group * {Groups.Outputs};");
                if (Start == StartFrom.Bias) code.Line($"float* bg = b + group * {Groups.Outputs};");
                code.Line($"float* yg = y + group * {Groups.Outputs};");
            }

            foreach (var block in ChannelBlock.Of(lanes, shape.Vectors)) block.WriteLoop(code, () => WriteRows(code, shape, block), scope: false);
        }
    }

    private void WriteRows(CodeWriter code, TileShape shape, ChannelBlock block)
    {
        bool oneRow = Rows == 1;
        using (code.Open(oneRow ? "" : $"for (int row = 0; row < {Rows}; row++)"))
        {
            if (Taps.Count > 0) code.Line($"float* xt = {(oneRow ? X : $"{X} + row * {InputRow}")};");
            code.Line($"float* yt = {block.At(oneRow ? Y : $"{Y} + row * {OutputRow}")};");
            (string, int)[] moves = Taps.Count == 0 ? [("yt", OutputPixel)] : [("xt", InputPixel), ("yt", OutputPixel)];
            Segment.WriteTiles(code, Segment.Cut(Columns, shape.Rows), moves, columns => WriteTile(code, columns.Size, block));
        }
    }

    private void WriteTile(CodeWriter code, int columns, ChannelBlock block)
    {
        var lanes = block.Lanes;
        var tile = new Tile(code, lanes, columns * Pool.Size, block.Vectors);
        string Output(int r, int v) => Pointer.At("yt", (r * OutputPixel) + (v * lanes.Width));

        if (Start == StartFrom.Bias)
        {
            for (int v = 0; v < block.Vectors; v++) code.Line($"var b{v} = {lanes.Load(block.At(B, v * lanes.Width))};");
        }

        tile.Declare((r, v) => Initial(lanes, $"b{v}", Output(r, v)), steps: Taps.Count > 0);
        if ((long)Taps.Count * columns * Pool.Size * block.Vectors <= UnrollLimit) WriteUnrolledTaps(tile, block);
        else WriteTapLoops(code, tile, block);

        Pool.Finish(tile, code, lanes, Activation, (r, v, value) => code.Line(lanes.Store(value, Output(r, v), block.Used(v))));
    }

    /// <summary>From the tile's first tap to the first tap of one of its rows.</summary>
    private int InputOffset(int row) => (row / Pool.Size * InputPixel) + Pool.Offset(row % Pool.Size);

    /// <summary>What a sum starts with.</summary>
    private string Initial(Lanes lanes, string bias, string output) => Start switch
    {
        StartFrom.Bias => bias,
        StartFrom.Destination => lanes.Load(output),
        _ => lanes.Zero,
    };

    private void WriteUnrolledTaps(Tile tile, ChannelBlock block)
    {
        for (int t = 0; t < Taps.Count; t++)
        {
            int tap = t;
            tile.Step(
                v => block.At(W, (tap * Groups.AllOutputs) + (v * block.Lanes.Width)),
                r => block.Lanes.Broadcast($"xt[{Taps.Offset(tap) + InputOffset(r)}]"));
        }
    }

    private void WriteTapLoops(CodeWriter code, Tile tile, ChannelBlock block)
    {
        code.Line($"float* wk = {block.At(W)};");
        using (code.Open(Taps.Rows == 1 ? null : $"for (int t = 0; t < {Taps.Rows}; t++)"))
        using (code.Open(Taps.Columns == 1 ? null : $"for (int u = 0; u < {Taps.Columns}; u++)"))
        {
            code.Line($"float* xk = {string.Join(" + ", new[] { "xt", Taps.Rows == 1 ? "" : $"t * {Taps.Row}", Taps.Columns == 1 ? "" : $"u * {Taps.Column}" }.Where(part => part.Length > 0))};");
            using (code.Open($"for (int k = 0; k < {Taps.Run}; k++, xk++, wk += {Groups.AllOutputs})"))
            {
                tile.Step(v => Pointer.At("wk", v * block.Lanes.Width), r => block.Lanes.Broadcast($"xk[{InputOffset(r)}]"));
            }
        }
    }
}
