using System;
using System.Collections.Generic;
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

    /// <summary>Whether the weights are packed: see <see cref="WeightRows"/>.</summary>
    public bool Packed { get; init; }

    /// <summary>A tensor of the output's shape that is added to the sums, before the activation; null where there is none.</summary>
    public PixelLayout? Added { get; init; }

    // Up to so many multiply-adds a tile is written out without loops: about what the instruction cache holds of several tiles.
    private const int UnrollLimit = 260;

    // Sums of fewer taps are done so soon that storing them matters: a pixel's outputs are then written one after another, and the weights read again for each tile.
    private const int MostTapsOfPixels = 256;

    // Weights that the second-level cache holds beside the images, in floats.
    private const int MostWeightsOfPixels = 64 * 1024;

    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Algorithm => IsGrouped ? "direct, by groups" : Taps.PerRow == Groups.Inputs && Taps.Rows == 1 ? "matrix product" : "direct";

    public override string Parameters =>
        (Taps.Count == 0 ? "" : "float* x, float* w, ") + (Start == StartFrom.Bias ? "float* b, " : "") + (Added is null ? "" : "float* r, ") + "float* y, int batch";

    private bool IsGrouped => Groups.Count > 1;

    private WeightRows Weights => new(Packed, Taps.Count, Groups.AllOutputs);

    private long WeightsLength => (long)Taps.Count * Groups.AllOutputs;

    private bool PixelsOutside => Taps.Count <= MostTapsOfPixels && WeightsLength <= MostWeightsOfPixels && !IsGrouped;

    // The pointers to the channels of a group or a part.
    private string X => IsGrouped ? "xg" : "x";

    private string W => IsGrouped || SplitsChannels ? "wg" : "w";

    private string B => IsGrouped || SplitsChannels ? "bg" : "b";

    private string R => IsGrouped || SplitsChannels ? "rg" : "r";

    private string Y => IsGrouped || SplitsChannels ? "yg" : "y";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        if (GroupLanes.Of(Groups, vectorBits) is { } groupLanes)
        {
            WriteGroupsAsLanes(code, groupLanes);
            return;
        }

        var lanes = Lanes.Of(SplitsChannels ? PartChannels : Groups.Outputs, vectorBits);
        var tiles = PixelTiles.Of(SplitsRows ? 1 : Rows, Columns, Pool.Size, lanes);
        var blocks = ChannelBlock.Of(lanes, tiles.Shape.Vectors).ToList();
        string moves = (Taps.Count == 0 ? "" : $"x += {InputImage}, ") + (Added is { } added ? $"r += {added.Image}, " : "") + $"y += {OutputImage}";
        using (code.Open($"for (int n = 0; n < batch; n++, {moves})"))
        using (code.Open(IsGrouped ? $"for (int group = 0; group < {Groups.Count}; group++)" : SplitsChannels ? "for (int part = from; part < to; part++)" : null))
        {
            if (IsGrouped)
            {
                code.Line($"float* xg = x + group * {Groups.Inputs};");
                DeclareChannels(code, "group", Groups.Outputs, Groups.Outputs);
            }
            else if (SplitsChannels)
            {
                DeclareChannels(code, "part", PartChannels, Packed ? PartChannels * Taps.Count : PartChannels);
            }

            if (PixelsOutside && (blocks.Count > 1 || blocks[0].IsLoop))
            {
                WriteTiles(code, tiles, null, pixels =>
                {
                    foreach (var block in blocks) block.WriteLoop(code, () => WriteTile(code, pixels, block, tiles: null));
                });
                return;
            }

            foreach (var block in blocks)
            {
                block.WriteLoop(
                    code,
                    () =>
                    {
                        if (Streams) code.Line($"float* next = {Weights.Start(W, block)} + {block.Step * Taps.Count};");
                        WriteTiles(code, tiles, block, pixels => WriteTile(code, pixels, block, tiles));
                    },
                    scope: Streams);
            }
        }
    }

    /// <summary>The pointers to the channels of a group or a part.</summary>
    private void DeclareChannels(CodeWriter code, string index, int channels, int weights)
    {
        code.Line($"float* wg = w + {index} * {weights};");
        if (Start == StartFrom.Bias) code.Line($"float* bg = b + {index} * {channels};");
        if (Added is not null) code.Line($"float* rg = r + {index} * {channels};");
        code.Line($"float* yg = y + {index} * {channels};");
    }

    /// <summary>All tiles of pixels, in loops over rows, or over tiles of several rows.</summary>
    /// <param name="block">The channels of the tiles; null where each tile has all of them.</param>
    private void WriteTiles(CodeWriter code, PixelTiles tiles, ChannelBlock? block, Action<int> tile)
    {
        bool oneRow = Rows == 1 || tiles.WholeRows;
        using (code.Open(oneRow ? "" : SplitsRows ? "for (int row = from; row < to; row++)" : $"for (int row = 0; row < {Rows}; row++)"))
        {
            var moves = new List<(string, int)>();
            void Declare(string name, string pointer, int row, int pixel, bool ofBlock)
            {
                string start = oneRow ? pointer : $"{pointer} + row * {row}";
                code.Line($"float* {name} = {(ofBlock && block is { } channels ? channels.At(start) : start)};");
                moves.Add((name, tiles.WholeRows ? row : pixel));
            }

            if (Taps.Count > 0) Declare("xt", X, InputRow, InputPixel, ofBlock: false);
            if (Added is { } added) Declare("rt", R, added.Row, added.Pixel, ofBlock: true);
            Declare("yt", Y, OutputRow, OutputPixel, ofBlock: true);
            Segment.WriteTiles(
                code, Segment.Cut(tiles.WholeRows ? Rows : Columns, tiles.Shape.Rows), [.. moves],
                segment => tile(tiles.WholeRows ? segment.Size * Columns : segment.Size));
        }
    }

    /// <param name="tiles">The tiles of the block's channels; null where the tile's other channels come next.</param>
    private void WriteTile(CodeWriter code, int pixels, ChannelBlock block, PixelTiles? tiles)
    {
        var lanes = block.Lanes;
        var tile = new Tile(code, lanes, pixels * Pool.Size, block.Vectors);
        string AtBlock(string pointer) => tiles is null ? block.At(pointer) : pointer;
        string Output(int r, int v) => Pointer.At(AtBlock("yt"), Place(r, OutputRow, OutputPixel) + (v * lanes.Width));

        if (Start == StartFrom.Bias)
        {
            for (int v = 0; v < block.Vectors; v++) code.Line($"var b{v} = {lanes.Load(block.At(B, v * lanes.Width))};");
        }

        tile.Declare((r, v) => Initial(lanes, $"b{v}", Output(r, v)), steps: Taps.Count > 0);
        if ((long)Taps.Count * pixels * Pool.Size * block.Vectors <= UnrollLimit) WriteUnrolledTaps(tile, block);
        else WriteTapLoops(code, tile, pixels, block, tiles);

        if (Added is { } added)
        {
            tile.Finish((r, v, sum) => code.Line($"{sum} += {lanes.Load(Pointer.At(AtBlock("rt"), Place(r, added.Row, added.Pixel) + (v * lanes.Width)))};"));
        }

        Pool.Finish(tile, code, lanes, Activation, (r, v, value) => code.Line(lanes.Store(value, Output(r, v), block.Used(v))));
    }
}
