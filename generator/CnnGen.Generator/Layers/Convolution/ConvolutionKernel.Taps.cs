using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <content>The taps of a tile's sums: written out, or in loops.</content>
internal sealed partial record ConvolutionKernel
{
    /// <summary>The place of a tile's pixel: tiles of whole rows go on in the next row.</summary>
    private int Place(int pixel, int row, int step) => (pixel / Columns * row) + (pixel % Columns * step);

    /// <summary>From the tile's first tap to the first tap of one of its rows.</summary>
    private int InputOffset(int row) => Place(row / Pool.Size, InputRow, InputPixel) + Pool.Offset(row % Pool.Size);

    /// <summary>What a sum starts with.</summary>
    private string Initial(Lanes lanes, string bias, string output) => Start switch
    {
        StartFrom.Bias => bias,
        StartFrom.Destination => lanes.Load(output),
        _ => lanes.Zero,
    };

    private void WriteUnrolledTaps(Tile tile, ChannelBlock block)
    {
        var (weights, start) = (Weights, Weights.Start(W, block));
        for (int t = 0; t < Taps.Count; t++)
        {
            int tap = t;
            tile.Step(
                v => Pointer.At(start, (tap * weights.Step) + weights.Vector(v, block.Lanes.Width)),
                r => block.Lanes.Broadcast($"xt[{Taps.Offset(tap) + InputOffset(r)}]"));
        }
    }

    private void WriteTapLoops(CodeWriter code, Tile tile, int pixels, ChannelBlock block, PixelTiles? tiles)
    {
        var weights = Weights;
        // The tiles of a block ask together for the weights of the next one.
        int ahead = Streams && tiles is { } all ? Math.Max(1, block.Step / all.Count(Rows, Columns)) : 0;
        code.Line($"float* wk = {weights.Start(W, block)};");
        using (code.Open(Taps.Rows == 1 ? null : $"for (int t = 0; t < {Taps.Rows}; t++)"))
        using (code.Open(Taps.Columns == 1 ? null : $"for (int u = 0; u < {Taps.Columns}; u++)"))
        {
            code.Line($"float* xk = {string.Join(" + ", new[] { "xt", Taps.Rows == 1 ? "" : $"t * {Taps.Row}", Taps.Columns == 1 ? "" : $"u * {Taps.Column}" }.Where(part => part.Length > 0))};");
            bool reads = tiles is not null && ReadsFarInputs(tiles.Value);
            if (reads) code.Line($"float* xn = xt + {pixels * InputPixel};");
            using (code.Open($"for (int k = 0; k < {Taps.Run}; k++, xk++, wk += {weights.Step}{(ahead > 0 ? $", next += {ahead}" : "")}{(reads ? $", xn += {pixels}" : "")})"))
            {
                if (reads) StreamedWeights.WritePrefetch(code, "xn", 1);
                if (ahead > 0) StreamedWeights.WritePrefetch(code, "next", ahead);
                tile.Step(v => Pointer.At("wk", weights.Vector(v, block.Lanes.Width)), r => block.Lanes.Broadcast($"xk[{InputOffset(r)}]"));
            }
        }
    }
}
