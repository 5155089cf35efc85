using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>The channels that one tile covers, or one turn of a loop over tiles of the same size.</summary>
internal readonly record struct ChannelBlock(Lanes Lanes, Segment Segment)
{
    /// <summary>Vectors of the tile.</summary>
    public int Vectors => Segment.Size;

    public bool IsLoop => Segment.Repeats > 1;

    /// <summary>The first channel.</summary>
    public int First => Segment.Start * Lanes.Width;

    /// <summary>All channels in blocks of at most so many vectors. A vector that is only partly used is never in a loop.</summary>
    public static IEnumerable<ChannelBlock> Of(Lanes lanes, int largest)
    {
        var segments = Segment.Cut(lanes.Vectors, largest);
        for (int i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (i < segments.Count - 1 || segment.Repeats == 1 || lanes.LastLanes == lanes.Width)
            {
                yield return new ChannelBlock(lanes, segment);
                continue;
            }

            yield return new ChannelBlock(lanes, segment with { Repeats = segment.Repeats - 1 });
            yield return new ChannelBlock(lanes, new Segment(segment.End - segment.Size, segment.Size, 1));
        }
    }

    /// <summary>From a tile's channels to the next one's.</summary>
    public int Step => Segment.Size * Lanes.Width;

    /// <summary>The channel behind the last one.</summary>
    public int End => First + (Step * Segment.Repeats);

    /// <summary>The pointer to the block's channels, or to a vector of them.</summary>
    public string At(string pointer, int offset = 0) => IsLoop
        ? Pointer.At(pointer + " + c", offset)
        : Pointer.At(pointer, First + offset);

    /// <summary>Used lanes of a vector of the tile.</summary>
    public int Used(int vector) => IsLoop || (Segment.Start + vector + 1) * Lanes.Width <= Lanes.Channels ? Lanes.Width : Lanes.LastLanes;

    /// <summary>Writes the loop over tiles around what the action writes; a single tile gets a scope where it declares something.</summary>
    public void WriteLoop(CodeWriter code, Action body, bool scope = true)
    {
        if (!IsLoop && !scope)
        {
            body();
            return;
        }

        using (code.Open(IsLoop ? $"for (int c = {First}; c < {End}; c += {Step})" : "")) body();
    }

    /// <summary>Writes the loop over the tiles of some of the channels: expressions of the first one and of the one behind the last.</summary>
    public void WriteLoop(CodeWriter code, string first, string end, Action body)
    {
        using (code.Open($"for (int c = {first}; c < {end}; c += {Step})")) body();
    }
}
