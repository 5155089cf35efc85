using System;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Layers.Convolution.Winograd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>
/// What the algorithms cost for one image, in cycles of a core with vectors of 512 bits and two multiply-adds a cycle: register tiles of multiply-adds, the
/// transforms of tiles, and weights that the caches do not keep. The constants were measured (docs/performance.md). Only the order of the costs matters, and
/// with narrower vectors, where arithmetic weighs more beside memory, it hardly changes.
/// </summary>
internal static class ConvolutionCosts
{
    private const int Bits = 512;
    private const int Width = Bits / 32;

    // The weights that stay in the second-level cache from image to image, beside the activations.
    private const double CachedBytes = 768 * 1024;

    // What comes from the next cache in a cycle while it is multiplied, and if nothing else is done.
    private const double StreamedBytes = 8;
    private const double MostStreamedBytes = 10;

    // What a vector of weights costs where it comes from there and not in the order of memory: a tile reads a few vectors of each row of weights.
    private const double ScatteredVector = 5;

    // The weights that it keeps at any rate.
    private const double KeptBytes = StreamedWeights.KeptFloats * sizeof(float);

    // A tile's sums are set to zero and stored: as long as so many steps.
    private const double StepsOfEnds = 3;

    // To transform a vector of channels of a tile, in and out.
    private static (double In, double Out) Transforms(int size) => size == 2 ? (55, 35) : (200, 125);

    public static double Direct(ConvolutionGeometry geometry, DisjointWindows? windows)
    {
        var (vertical, horizontal, groups) = geometry;
        int group = windows?.Size ?? 1;
        int rows = windows is null ? vertical.Output : vertical.Output / windows.StrideY;
        int columns = windows is null ? horizontal.Output : horizontal.Output / windows.StrideX;
        return Direct(rows, columns, group, (long)vertical.Kernel * horizontal.Kernel * groups.Inputs, VectorsOf(groups.Outputs), packed: groups.Count == 1);
    }

    /// <summary>The gradient by the input of a convolution of stride 1.</summary>
    public static double DirectDataGradient(ConvolutionGeometry geometry)
    {
        var (vertical, horizontal, groups) = geometry;
        return Direct(vertical.Input, horizontal.Input, 1, (long)vertical.Kernel * horizontal.Kernel * groups.Outputs, VectorsOf(groups.Inputs), packed: false);
    }

    public static double Winograd(WinogradTiles tiles)
    {
        var (input, output) = Transforms(tiles.Size);
        int vectors = VectorsOf(tiles.Outputs);
        var shape = tiles.Registers(Bits);
        double bytes = Bytes(tiles.WeightsLength);
        double arithmetic = (tiles.Count * ((VectorsOf(tiles.Inputs) * input) + (vectors * output)))
            + (tiles.Positions * (tiles.Inputs + StepsOfEnds) * TilesOf(tiles.Count, vectors, shape) * StepOf(shape.Rows, shape.Vectors));
        return Math.Max(arithmetic + (Math.Max(0, bytes - CachedBytes) / StreamedBytes), bytes > KeptBytes ? bytes / MostStreamedBytes : 0);
    }

    /// <summary>What the transformation of the weights adds to an image of a training step, if the batch has 16.</summary>
    public static double WinogradWeights(WinogradTiles tiles) => 3.0 * tiles.WeightsLength / Width / 16;

    private static double Direct(int rows, int columns, int group, long taps, int vectors, bool packed)
    {
        var tiles = PixelTiles.Of(rows, columns, group, new Lanes(vectors * Width, Bits));
        int pixels = tiles.WholeRows ? tiles.Shape.Rows * columns : Math.Min(columns, tiles.Shape.Rows);
        double steps = (double)tiles.Count(rows, columns) * ((vectors + tiles.Shape.Vectors - 1) / tiles.Shape.Vectors) * (taps + StepsOfEnds);
        double step = StepOf(pixels * group, tiles.Shape.Vectors);
        double bytes = Bytes(taps * vectors * Width);
        // Packed weights are asked for in time.
        if (packed) return Math.Max(steps * step, bytes > KeptBytes ? bytes / StreamedBytes : 0);
        bool scattered = bytes > CachedBytes && vectors > tiles.Shape.Vectors;
        return steps * (step + (scattered ? tiles.Shape.Vectors * ScatteredVector : 0));
    }

    private static double TilesOf(int rows, int vectors, TileShape shape) =>
        (double)((rows + shape.Rows - 1) / shape.Rows) * ((vectors + shape.Vectors - 1) / shape.Vectors);

    /// <summary>A step of a register tile: see <see cref="TileShape"/>.</summary>
    private static double StepOf(int rows, int vectors) => Math.Max(Math.Max(rows * vectors / 2.0, (rows + vectors) / 2.0), 4) + 0.35;

    private static double Bytes(long floats) => (double)floats * sizeof(float);

    private static int VectorsOf(int channels) => (int)(Arena.Aligned(channels) / Width);
}
