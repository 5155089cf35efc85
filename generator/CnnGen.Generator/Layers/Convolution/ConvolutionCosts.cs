using System;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Layers.Convolution.Winograd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>
/// What the algorithms cost for one image, in cycles of a core with vectors of 512 bits and two multiply-adds a cycle. Only their order matters, and
/// with narrower vectors, where arithmetic weighs more beside memory, it rarely changes.
/// </summary>
internal static class ConvolutionCosts
{
    private const int Bits = 512;
    private const int Width = Bits / 32;

    // Bytes that stay in the second-level cache from image to image, and what comes from the next one in a cycle: measured.
    private const double CachedBytes = 1024 * 1024;
    private const double BytesPerCycle = 8;

    // Cycles to transform a tile of a vector of channels, in and out: measured.
    private static (double In, double Out) Transforms(int size) => size == 2 ? (45, 35) : (120, 90);

    public static double Direct(ConvolutionGeometry geometry, DisjointWindows? windows)
    {
        var (vertical, horizontal, groups) = geometry;
        int vectors = VectorsOf(groups.Outputs);
        int group = windows?.Size ?? 1;
        int rows = windows is null ? vertical.Output : vertical.Output / windows.StrideY;
        int columns = windows is null ? horizontal.Output : horizontal.Output / windows.StrideX;
        var shape = TileShape.For(columns, vectors, Bits, group);
        long taps = (long)vertical.Kernel * horizontal.Kernel * groups.Inputs;
        return (rows * Tiled(columns, vectors, shape, group) * taps) + Streaming(taps * vectors * Width);
    }

    public static double Winograd(WinogradTiles tiles)
    {
        var (input, output) = Transforms(tiles.Size);
        int vectors = VectorsOf(tiles.Outputs);
        return (tiles.Count * ((VectorsOf(tiles.Inputs) * input) + (vectors * output)))
            + (tiles.Positions * (double)tiles.Inputs * Tiled(tiles.Count, vectors, tiles.Registers(Bits), 1))
            + Streaming(tiles.WeightsLength);
    }

    /// <summary>The cycles of one step of all register tiles: see <see cref="TileShape"/>.</summary>
    private static double Tiled(int rows, int vectors, TileShape shape, int group)
    {
        int rowTiles = (rows + shape.Rows - 1) / shape.Rows;
        double r = (rows + rowTiles - 1) / rowTiles * group;
        double step = Math.Max(Math.Max(r * shape.Vectors / 2, (r + shape.Vectors) / 2), 4) + 0.35;
        return rowTiles * (double)((vectors + shape.Vectors - 1) / shape.Vectors) * step;
    }

    /// <summary>Weights that do not stay in the second-level cache come from the next one, once an image.</summary>
    private static double Streaming(long floats) => floats * sizeof(float) <= CachedBytes ? 0 : floats * sizeof(float) / BytesPerCycle;

    private static int VectorsOf(int channels) => (int)(Arena.Aligned(channels) / Width);
}
