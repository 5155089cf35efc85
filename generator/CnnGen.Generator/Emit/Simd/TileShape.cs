using System;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>How many accumulators a tile holds in registers.</summary>
/// <param name="Rows">Scalars that are broadcast in one step.</param>
/// <param name="Vectors">Vectors that each of them multiplies.</param>
internal readonly record struct TileShape(int Rows, int Vectors)
{
    /// <summary>No tile has more rows.</summary>
    public const int MostRows = 14;

    /// <summary>
    /// The tile for so many rows and vectors. x64 has 32 registers of 512 bits and, without AVX-512, 16 narrower ones; beside the
    /// accumulators a step holds its vectors and one broadcast. Two vectors by many rows keep the weights of a block in
    /// the first-level cache, which measured faster than four vectors by few rows.
    /// </summary>
    /// <param name="group">Scalars that stay together in a tile; the tile's rows, as those to cover, are then counted in groups.</param>
    public static TileShape For(int rows, int vectors, int bits, int group = 1) => For(rows, vectors, bits, group, out _);

    /// <inheritdoc cref="For(int, int, int, int)"/>
    /// <param name="cost">Cycles of a step of all tiles; without end where no tile holds a group.</param>
    public static TileShape For(int rows, int vectors, int bits, int group, out double cost)
    {
        int registers = bits == 512 ? 31 : 15;
        int widest = bits == 512 ? 4 : 2;
        TileShape best = default;
        cost = double.PositiveInfinity;
        for (int v = 1; v <= Math.Min(widest, vectors); v++)
        {
            int most = Math.Min(Math.Min((registers - 1 - v) / v, MostRows) / group, rows);
            if (most < 1) continue;
            int rowTiles = (rows + most - 1) / most;
            int vectorTiles = (vectors + v - 1) / v;
            // A step costs its multiply-adds at two a cycle, or its loads at two a cycle, or the latency of one chain (4 cycles).
            int r = (rows + rowTiles - 1) / rowTiles * group;
            double step = Math.Max(Math.Max(r * v / 2.0, (r + v) / 2.0), 4.0) + 0.35;
            double found = rowTiles * vectorTiles * step;
            if (found < cost * 0.999)
            {
                cost = found;
                best = new TileShape(most, v);
            }
        }

        return best;
    }
}
