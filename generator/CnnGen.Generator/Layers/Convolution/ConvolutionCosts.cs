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
    private const double CachedBytes = 1024 * 1024;

    // What comes from the next cache in a cycle where it is read from end to end, as transformed weights are.
    private const double StreamedBytes = 8;

    // What a vector of weights costs where it comes from there and not in the order of memory: a tile reads a few vectors of each row of weights.
    private const double ScatteredVector = 5;

    // A tile's sums are set to zero and stored: as long as so many steps.
    private const double StepsOfEnds = 3;

    // To transform a vector of channels of a tile, in and out.
    private static (double In, double Out) Transforms(int size) => size == 2 ? (85, 50) : (300, 190);

    public static double Direct(ConvolutionGeometry geometry, DisjointWindows? windows)
    {
        var (vertical, horizontal, groups) = geometry;
        int group = windows?.Size ?? 1;
        int rows = windows is null ? vertical.Output : vertical.Output / windows.StrideY;
        int columns = windows is null ? horizontal.Output : horizontal.Output / windows.StrideX;
        return Direct(rows, columns, group, (long)vertical.Kernel * horizontal.Kernel * groups.Inputs, VectorsOf(groups.Outputs));
    }

    /// <summary>The gradient by the input of a convolution of stride 1.</summary>
    public static double DirectDataGradient(ConvolutionGeometry geometry)
    {
        var (vertical, horizontal, groups) = geometry;
        return Direct(vertical.Input, horizontal.Input, 1, (long)vertical.Kernel * horizontal.Kernel * groups.Outputs, VectorsOf(groups.Inputs));
    }

    public static double Winograd(WinogradTiles tiles)
    {
        var (input, output) = Transforms(tiles.Size);
        int vectors = VectorsOf(tiles.Outputs);
        var shape = tiles.Registers(Bits);
        return (tiles.Count * ((VectorsOf(tiles.Inputs) * input) + (vectors * output)))
            + (tiles.Positions * (tiles.Inputs + StepsOfEnds) * TilesOf(tiles.Count, vectors, shape) * StepOf(shape.Rows, shape.Vectors))
            + (Math.Max(0, Bytes(tiles.WeightsLength) - CachedBytes) / StreamedBytes);
    }

    /// <summary>What the transformation of the weights adds to an image of a training step, if the batch has 16.</summary>
    public static double WinogradWeights(WinogradTiles tiles) => 3.0 * tiles.WeightsLength / Width / 16;

    private static double Direct(int rows, int columns, int group, long taps, int vectors)
    {
        var shape = TileShape.For(columns, vectors, Bits, group);
        double steps = rows * TilesOf(columns, vectors, shape) * (taps + StepsOfEnds);
        double step = StepOf(Math.Min(columns, shape.Rows) * group, shape.Vectors);
        bool scattered = Bytes(taps * vectors * Width) > CachedBytes && vectors > shape.Vectors;
        return steps * (step + (scattered ? shape.Vectors * ScatteredVector : 0));
    }

    private static double TilesOf(int rows, int vectors, TileShape shape) =>
        (double)((rows + shape.Rows - 1) / shape.Rows) * ((vectors + shape.Vectors - 1) / shape.Vectors);

    /// <summary>A step of a register tile: see <see cref="TileShape"/>.</summary>
    private static double StepOf(int rows, int vectors) => Math.Max(Math.Max(rows * vectors / 2.0, (rows + vectors) / 2.0), 4) + 0.35;

    private static double Bytes(long floats) => (double)floats * sizeof(float);

    private static int VectorsOf(int channels) => (int)(Arena.Aligned(channels) / Width);
}
