using System.Globalization;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>What a network runs on.</summary>
public abstract class Device
{
    private protected Device()
    {
    }

    /// <summary>The device in a few words.</summary>
    public abstract string Name { get; }

    /// <summary>The processor.</summary>
    /// <param name="threads">Threads to use, 1 to 1024. Null: what CNNGEN_THREADS says, else as many as there are processors.</param>
    /// <param name="vectorBits">The widest vectors to use: 512, 256 or 128. Null: what CNNGEN_VECTOR_BITS says, else the widest the machine has.</param>
    /// <exception cref="ArgumentException">A value is out of range, or the machine has no vectors of that width.</exception>
    public static CpuDevice Cpu(int? threads = null, int? vectorBits = null) => new(threads, vectorBits);

    /// <summary>A graphics card of NVIDIA, through CUDA's driver. Networks must have been generated with <c>CnnGenGpu</c>.</summary>
    /// <param name="index">Its place among those that can be used, from 0.</param>
    /// <exception cref="InvalidOperationException">There is no such device; the message lists those that there are, and why others are not taken.</exception>
    public static GpuDevice Cuda(int index = 0) => At(GpuDevices.Cuda, index, "cuda");

    /// <summary>A device of OpenCL. Networks must have been generated with <c>CnnGenGpu</c>.</summary>
    /// <param name="index">Its place among those that can be used, from 0.</param>
    /// <exception cref="InvalidOperationException">There is no such device; the message lists those that there are, and why others are not taken.</exception>
    public static GpuDevice OpenCL(int index = 0) => At(GpuDevices.OpenCl, index, "opencl");

    /// <summary>ILGPU's simulator, which runs GPU code on the processor: slow, for looking at errors.</summary>
    public static GpuDevice IlgpuCpu() => GpuDevices.Simulator;

    /// <summary>The fastest device: a graphics card where there is one that can be used, else the processor.</summary>
    public static Device Best() => GpuDevices.Cuda.FirstOrDefault() ?? GpuDevices.OpenCl.FirstOrDefault(device => device.IsGpu) ?? (Device)Cpu();

    /// <summary>All devices that can be used: the processor, those of CUDA and OpenCL, the simulator.</summary>
    public static IReadOnlyList<Device> All() => [Cpu(), .. GpuDevices.All];

    /// <summary>A device by its name: "cpu", "best", "cuda:0", "opencl:0" or "ilgpu".</summary>
    /// <exception cref="ArgumentException">There is no such device; the message lists those that there are, and why others are not taken.</exception>
    public static Device Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) ?? throw new ArgumentException($"There is no device \"{name}\"; {Present()}");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The device of a network that was given none: the processor, unless CNNGEN_DEVICE says otherwise.</summary>
    internal static Device FromEnvironment() => FromName(Environment.GetEnvironmentVariable("CNNGEN_DEVICE"));

    internal static Device FromName(string? name) => string.IsNullOrWhiteSpace(name)
        ? Cpu()
        : Find(name) ?? throw new ArgumentException($"CNNGEN_DEVICE is \"{name}\", which is not available; {Present()} Unset it or choose one of these.");

    /// <summary>Makes what runs a network on this device.</summary>
    internal abstract Executor CreateExecutor(Network network);

    private static Device? Find(string name)
    {
        var id = name.Trim().ToLowerInvariant();
        return id switch
        {
            "cpu" => Cpu(),
            "best" => Best(),
            "ilgpu" => IlgpuCpu(),
            _ => GpuDevices.All.FirstOrDefault(device => device.Id == id || device.Id == id + ":0"),
        };
    }

    private static GpuDevice At(GpuDevice[] devices, int index, string kind) => (uint)index < (uint)devices.Length
        ? devices[index]
        : throw Missing(string.Create(CultureInfo.InvariantCulture, $"{kind}:{index}"));

    private static InvalidOperationException Missing(string wanted) => new($"There is no device \"{wanted}\"; {Present()}");

    /// <summary>What there is, and why other devices are not taken.</summary>
    private static string Present() => string.Join(
        " ", GpuDevices.Refused.Prepend($"available: {string.Join("; ", GpuDevices.All.Select(device => device.Name).Prepend("cpu"))}."));
}
