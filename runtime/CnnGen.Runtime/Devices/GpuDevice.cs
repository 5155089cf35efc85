using CnnGen.Gpu;

namespace CnnGen;

/// <summary>A GPU, or what stands in for one. Networks run on it whose code was generated for GPUs too (<c>CnnGenGpu</c>).</summary>
public sealed class GpuDevice : Device
{
    private readonly Func<GpuQueue> _open;

    /// <param name="id">"cuda:0".</param>
    /// <param name="memory">Its name and what it can hold.</param>
    /// <param name="units">Its multiprocessors.</param>
    /// <param name="isGpu">Whether it is one.</param>
    /// <param name="open">Makes memory and launches for one network.</param>
    internal GpuDevice(string id, GpuMemory memory, int units, bool isGpu, Func<GpuQueue> open) =>
        (Id, Limits, Units, IsGpu, _open) = (id, memory, units, isGpu, open);

    /// <inheritdoc/>
    public override string Id { get; }

    /// <inheritdoc/>
    public override string Name => $"{Limits.Device} ({Id})";

    /// <inheritdoc/>
    public override long Memory => Limits.Total;

    /// <inheritdoc/>
    public override int Units { get; }

    /// <summary>Whether it is a GPU, and no processor that runs kernels.</summary>
    public bool IsGpu { get; }

    /// <summary>What it can hold.</summary>
    internal GpuMemory Limits { get; }

    internal GpuQueue Open() => _open();

    internal override Executor CreateExecutor(Network network) => new GpuExecutor(network, this);
}
