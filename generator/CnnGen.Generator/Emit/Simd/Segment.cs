using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>Consecutive tiles of one size along an axis.</summary>
/// <param name="Start">The first element.</param>
/// <param name="Size">Elements of a tile.</param>
/// <param name="Repeats">Tiles.</param>
internal readonly record struct Segment(int Start, int Size, int Repeats)
{
    public int End => Start + (Size * Repeats);

    /// <summary>Cuts an axis into as few tiles as possible, of sizes as equal as possible.</summary>
    public static List<Segment> Cut(int length, int largest)
    {
        var segments = new List<Segment>();
        if (length == 0) return segments;
        int tiles = (length + largest - 1) / largest;
        int size = (length + tiles - 1) / tiles;
        int smaller = (size * tiles) - length;
        segments.Add(new Segment(0, size, tiles - smaller));
        if (smaller > 0) segments.Add(new Segment(segments[0].End, size - 1, smaller));
        return segments;
    }

    /// <summary>
    /// Writes the tiles along an axis: a loop where several have the same size. The moves (pointer, floats a step along the axis) go from a tile to the
    /// next.
    /// </summary>
    public static void WriteTiles(CodeWriter code, List<Segment> segments, (string Pointer, int Step)[] moves, Action<Segment> tile)
    {
        foreach (var segment in segments)
        {
            var steps = Array.ConvertAll(moves, move => $"{move.Pointer} += {Literal.Of(move.Step * segment.Size)}");
            if (segment.Repeats > 1)
            {
                using (code.Open($"for (int tile = 0; tile < {segment.Repeats}; tile++, {string.Join(", ", steps)})")) tile(segment);
                continue;
            }

            using (code.Open("")) tile(segment);
            if (segment.End < segments[segments.Count - 1].End) code.Line(string.Join("; ", steps) + ";");
        }
    }
}

/// <summary>How many accumulators a tile holds in registers.</summary>
/// <param name="Rows">Scalars that are broadcast in one step.</param>
/// <param name="Vectors">Vectors that each of them multiplies.</param>
internal readonly record struct TileShape(int Rows, int Vectors)
{
    /// <summary>
    /// The tile for so many rows and vectors. x64 has 32 registers of 512 bits and, without AVX-512, 16 narrower ones; beside the
    /// accumulators a step holds its vectors and one broadcast. Two vectors by many rows keep the weights of a block in
    /// the first-level cache, which measured faster than four vectors by few rows.
    /// </summary>
    public static TileShape For(int rows, int vectors, int bits)
    {
        int registers = bits == 512 ? 31 : 15;
        int widest = bits == 512 ? 4 : 2;
        TileShape best = default;
        double bestCost = double.MaxValue;
        for (int v = 1; v <= Math.Min(widest, vectors); v++)
        {
            int most = Math.Min(Math.Min((registers - 1 - v) / v, 14), rows);
            if (most < 1) continue;
            int rowTiles = (rows + most - 1) / most;
            int vectorTiles = (vectors + v - 1) / v;
            // A step costs its multiply-adds at two a cycle, or its loads at two a cycle, or the latency of one chain (4 cycles).
            int r = (rows + rowTiles - 1) / rowTiles;
            double step = Math.Max(Math.Max(r * v / 2.0, (r + v) / 2.0), 4.0) + 0.35;
            double cost = rowTiles * vectorTiles * step;
            if (cost < bestCost * 0.999)
            {
                bestCost = cost;
                best = new TileShape(most, v);
            }
        }

        return best;
    }
}
