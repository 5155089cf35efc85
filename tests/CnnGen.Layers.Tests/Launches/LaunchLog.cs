using System.Runtime.InteropServices;
using CnnGen.Gpu;

namespace CnnGen.Layers.Tests.Launches;

/// <summary>A device that runs nothing and remembers what it was asked for. All that it gives back is 0.</summary>
internal sealed unsafe class LaunchLog : GpuQueue
{
    private readonly List<string> _calls = [];

    public LaunchLog() => Device = new GpuDevice("log:0", new GpuMemory("A log", 1L << 40, 1L << 40), 1, isGpu: true, () => this);

    public GpuDevice Device { get; }

    /// <summary>The kernels that were launched since this was asked last, and "clear".</summary>
    public string[] Take()
    {
        string[] calls = [.. _calls];
        _calls.Clear();
        return calls;
    }

    public override GpuBuffer Allocate(long floats) => new NoMemory(floats);

    public override void Upload(float* source, GpuView destination, long floats)
    {
    }

    public override void Download(GpuView source, float* destination, long floats) => NativeMemory.Clear(destination, (nuint)floats * sizeof(float));

    public override void Clear(GpuView destination, long floats) => _calls.Add("clear");

    public override void Launch(GpuProgram program, int kernel, GpuGrid grid, params ReadOnlySpan<GpuArgument> arguments) => _calls.Add(program.Kernels[kernel]);

    public override void Synchronize()
    {
    }

    public override void Dispose()
    {
    }

    private sealed class NoMemory(long floats) : GpuBuffer(floats)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
