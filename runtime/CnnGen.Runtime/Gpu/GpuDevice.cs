using System.Globalization;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>A device that runs a network's GPU code: CUDA, OpenCL, or ILGPU's simulator on the processor.</summary>
public sealed class GpuDevice : Device
{
    private readonly Func<GpuQueue> _createQueue;

    internal GpuDevice(string id, GpuMemory memory, int units, bool isGpu, Func<GpuQueue> createQueue)
    {
        (Id, Memory, Units, IsGpu) = (id, memory, units, isGpu);
        _createQueue = createQueue;
    }

    /// <summary>What CNNGEN_DEVICE calls it: "cuda:0", "opencl:0", "ilgpu".</summary>
    public string Id { get; }

    /// <summary>What its driver calls it.</summary>
    public string Model => Memory.Device;

    /// <summary>Bytes of its memory.</summary>
    public long MemoryBytes => Memory.Total;

    /// <summary>Its multiprocessors, or compute units.</summary>
    public int Units { get; }

    /// <summary>Whether it is a graphics card or another accelerator; else the processor does its work.</summary>
    public bool IsGpu { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Id} ({Model}, {GpuMemory.Text(MemoryBytes)}, {Units} {(Units == 1 ? "unit" : "units")})");

    internal GpuMemory Memory { get; }

    internal GpuQueue CreateQueue() => _createQueue();

    internal override Executor CreateExecutor(Network network) => new GpuExecutor(network, this);
}
