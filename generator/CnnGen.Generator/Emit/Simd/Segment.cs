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
