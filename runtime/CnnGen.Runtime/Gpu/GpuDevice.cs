using System.Globalization;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>A device that runs a network's GPU code: CUDA, OpenCL, or ILGPU's simulator on the processor.</summary>
public sealed class GpuDevice : Device
{
    private readonly Func<GpuQueue> _createQueue;

    internal GpuDevice(string id, string model, long memoryBytes, long largestAllocationBytes, int units, bool isGpu, Func<GpuQueue> createQueue)
    {
        (Id, Model, MemoryBytes, LargestAllocationBytes, Units, IsGpu) = (id, model, memoryBytes, largestAllocationBytes, units, isGpu);
        _createQueue = createQueue;
    }

    /// <summary>What CNNGEN_DEVICE calls it: "cuda:0", "opencl:0", "ilgpu".</summary>
    public string Id { get; }

    /// <summary>What its driver calls it.</summary>
    public string Model { get; }

    /// <summary>Bytes of its memory.</summary>
    public long MemoryBytes { get; }

    /// <summary>The most bytes that it gives in one piece.</summary>
    public long LargestAllocationBytes { get; }

    /// <summary>Its multiprocessors, or compute units.</summary>
    public int Units { get; }

    /// <summary>Whether it is a graphics card or another accelerator; else the processor does its work.</summary>
    public bool IsGpu { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Id} ({Model}, {GpuMemory.Gigabytes(MemoryBytes)}, {Units} {(Units == 1 ? "unit" : "units")})");

    internal GpuQueue CreateQueue() => _createQueue();

    internal override Executor CreateExecutor(Network network) => new GpuExecutor(network, this);
}
