using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>From when on a buffer of the arena is needed: each use has the buffers of those before it.</summary>
internal enum ArenaUse
{
    Predict,

    /// <summary>Outputs that predicting never writes, since another layer is computed from them in registers.</summary>
    Inspect,

    Train,
}

/// <summary>The buffers of a worker's scratch memory: those of predicting first, then what only inspecting and training need.</summary>
/// <param name="target">Where they are.</param>
internal sealed class Arena(PlanTarget target = PlanTarget.Cpu)
{
    public PlanTarget Target => target;

    // 64 bytes: a line of the cache, a vector of the widest machines, and what may be read past a buffer's end.
    private const int Alignment = 16;

    // A block of images should stay in the second-level cache, of which a core has one or two megabytes.
    private const long BlockBytes = 2 * 1024 * 1024;

    private const int LargestBlock = 8;

    private readonly List<(string Name, long ImageLength, ArenaUse Use, string Borders)> _buffers = [];
    private readonly HashSet<string> _names = [];
    private long _workLength;

    /// <summary>A buffer by name: the same one where another pass asked for it before.</summary>
    /// <param name="borders">Where it has zeros that nobody writes; empty where it has none.</param>
    public string Add(string name, long imageLength, ArenaUse use, string borders = "")
    {
        if (_names.Add(name)) _buffers.Add((name, imageLength, use, borders));
        return "a + At." + name;
    }

    /// <summary>Memory that a call may use while it runs, whatever the number of images: one piece for all calls.</summary>
    public string AddWork(long length)
    {
        _workLength = Math.Max(_workLength, length);
        return "block.Work";
    }

    /// <summary>Floats of this memory.</summary>
    public int WorkLength => _workLength == 0 ? 0 : checked((int)(Aligned(_workLength) + Alignment));

    /// <summary>Floats of all buffers for one image.</summary>
    public long ImageLength => LengthOf(ArenaUse.Train);

    /// <summary>Floats of the buffers that predicting needs for one image.</summary>
    public long PredictImageLength => LengthOf(ArenaUse.Predict);

    /// <summary>Images that are processed at a time: as many as fit the cache, up to what keeps a tile of a dense layer busy.</summary>
    public int BlockSize => target == PlanTarget.Gpu ? 1 : BlockOf(ImageLength);

    /// <summary>The same while predicting, where an image needs less memory: the weights are then read for more images at once.</summary>
    public int PredictBlockSize => BlocksOfOneSize || target == PlanTarget.Gpu ? BlockSize : BlockOf(PredictImageLength);

    /// <summary>Whether predicting must not have larger blocks, as where each block of a batch has an arena while training.</summary>
    public bool BlocksOfOneSize { get; set; }

    private static int BlockOf(long imageLength) => (int)Math.Max(1, Math.Min(LargestBlock, BlockBytes / sizeof(float) / Math.Max(1, imageLength)));

    /// <summary>The buffers of predicting, in the order of their making.</summary>
    public IEnumerable<(string Name, long ImageLength, string Borders)> PredictBuffers =>
        _buffers.Where(buffer => buffer.Use == ArenaUse.Predict).Select(buffer => (buffer.Name, buffer.ImageLength, buffer.Borders));

    /// <summary>Gives every buffer its place.</summary>
    /// <param name="start">The first place: workers have what calls work in, and perhaps the buffers that predicting shares, before it.</param>
    public List<NamedOffset> Lay(long start, out int predictLength, out int inspectLength, out int trainLength)
    {
        var offsets = new List<NamedOffset>();
        var ends = new int[3];
        long next = start;

        foreach (var use in new[] { ArenaUse.Predict, ArenaUse.Inspect, ArenaUse.Train })
        {
            foreach (var buffer in _buffers)
            {
                if (buffer.Use != use) continue;
                offsets.Add(new NamedOffset(buffer.Name, checked((int)next)));
                // On a GPU everything is as many times larger as a batch has images, and threads read nothing past an end.
                next += target == PlanTarget.Gpu ? Aligned(buffer.ImageLength) : Place(buffer.ImageLength, use == ArenaUse.Predict ? PredictBlockSize : BlockSize);
            }

            ends[(int)use] = checked((int)next);
        }

        (predictLength, inspectLength, trainLength) = (ends[0], ends[1], ends[2]);
        return offsets;
    }

    private long LengthOf(ArenaUse use)
    {
        long length = 0;
        foreach (var buffer in _buffers)
        {
            if (buffer.Use <= use) length = ElementCount.Add(length, buffer.ImageLength);
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
