using CnnGen.Gpu.Tests.Devices;

namespace CnnGen.Gpu.Tests.Kernels;

/// <summary>Runs a function of the processor and its kernel over the same memory, and compares all of it.</summary>
internal sealed unsafe class KernelCase(string device, params float[][] buffers)
{
    public delegate void OnCpu(float*[] buffers);

    public delegate void OnGpu(GpuBlock block, GpuView[] buffers);

    /// <param name="tolerance">Of max |a - b| / max |b|.</param>
    public void Compare(OnCpu onCpu, OnGpu onGpu, float tolerance = 2e-6f, int count = 1)
    {
        var expected = RunOnCpu(onCpu);
        using var queue = Queues.Open(device);
        GpuView[] views = [.. buffers.Select(queue.Copy)];
        onGpu(new GpuBlock { Queue = queue, Count = count }, views);
        for (var buffer = 0; buffer < buffers.Length; buffer++)
            AssertNear(expected[buffer], queue.Read(views[buffer], buffers[buffer].Length), tolerance, buffer);
    }

    /// <summary>Random numbers of a fixed seed.</summary>
    public static float[] Numbers(int length, uint seed, float low = -2, float high = 2)
    {
        var values = new float[length];
        Philox.FillUniform(values, low, high, seed, RandomPurpose.Initialization, seed);
        return values;
    }

    private float[][] RunOnCpu(OnCpu onCpu)
    {
        // Vectors may read behind a tail.
        var copies = buffers.Select(buffer => new AlignedBuffer(buffer.Length + 64)).ToArray();
        var pointers = new float*[buffers.Length];
        for (var i = 0; i < buffers.Length; i++)
        {
            buffers[i].CopyTo(copies[i].Span);
            pointers[i] = copies[i].Pointer;
        }

        onCpu(pointers);
        var results = buffers.Select((buffer, index) => copies[index].Span[..buffer.Length].ToArray()).ToArray();
        Array.ForEach(copies, copy => copy.Dispose());
        return results;
    }

    private static void AssertNear(float[] expected, float[] found, float tolerance, int buffer)
    {
        var largest = expected.Where(float.IsFinite).DefaultIfEmpty(0).Max(MathF.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            var isNear = float.IsFinite(expected[i]) ? MathF.Abs(expected[i] - found[i]) <= tolerance * largest : expected[i].Equals(found[i]);
            Assert.True(isNear, FormattableString.Invariant($"buffer {buffer}, element {i}: found {found[i]:R}, expected {expected[i]:R}, the largest is {largest:R}"));
        }
    }
}
