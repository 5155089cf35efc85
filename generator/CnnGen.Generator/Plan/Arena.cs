using System;
using System.Collections.Generic;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>The buffers of a worker's scratch memory: those of the forward pass first, then what only training needs.</summary>
internal sealed class Arena
{
    // 64 bytes: a line of the cache, a vector of the widest machines, and what may be read past a buffer's end.
    private const int Alignment = 16;

    // A block of images should stay in the second-level cache, of which a core has one or two megabytes.
    private const long BlockBytes = 2 * 1024 * 1024;

    private const int LargestBlock = 8;

    private readonly List<(string Name, long ImageLength, bool Training)> _buffers = [];
    private readonly HashSet<string> _names = [];

    /// <summary>A buffer by name: the same one where another pass asked for it before.</summary>
    public string Add(string name, long imageLength, bool training)
    {
        if (_names.Add(name)) _buffers.Add((name, imageLength, training));
        return "a + At." + name;
    }

    /// <summary>Floats of all buffers for one image.</summary>
    public long ImageLength => LengthOf(training: true);

    /// <summary>Floats of the buffers that predicting needs for one image.</summary>
    public long PredictImageLength => LengthOf(training: false);

    /// <summary>Images that are processed at a time: as many as fit the cache, up to what keeps a tile of a dense layer busy.</summary>
    public int BlockSize => (int)Math.Max(1, Math.Min(LargestBlock, BlockBytes / sizeof(float) / Math.Max(1, ImageLength)));

    /// <summary>Gives every buffer its place.</summary>
    public List<NamedOffset> Lay(int blockSize, out int predictLength, out int trainLength)
    {
        var offsets = new List<NamedOffset>();
        long next = 0;
        predictLength = 0;
        foreach (bool training in new[] { false, true })
        {
            foreach (var buffer in _buffers)
            {
                if (buffer.Training != training) continue;
                offsets.Add(new NamedOffset(buffer.Name, checked((int)next)));
                next += Place(buffer.ImageLength, blockSize);
            }

            if (!training) predictLength = checked((int)next);
        }

        trainLength = checked((int)next);
        return offsets;
    }

    private long LengthOf(bool training)
    {
        long length = 0;
        foreach (var buffer in _buffers)
        {
            if (training || !buffer.Training) length = ElementCount.Add(length, buffer.ImageLength);
        }

        return length;
    }

    /// <summary>The buffers with the floats of one image, in the order of their making.</summary>
    public IEnumerable<(string Name, long ImageLength)> Buffers
    {
        get
        {
            foreach (var buffer in _buffers) yield return (buffer.Name, buffer.ImageLength);
        }
    }

    /// <summary>Floats that a buffer takes with what may be read behind it.</summary>
    public static long Place(long imageLength, int blockSize) => Aligned(imageLength * blockSize) + Alignment;

    public static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
