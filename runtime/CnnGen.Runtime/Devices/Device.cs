namespace CnnGen;

/// <summary>What a network runs on.</summary>
public abstract class Device
{
    private static Func<string, Device?>? s_byName;
    private static Func<string>? s_inventory;

    private protected Device()
    {
    }

    /// <summary>What CNNGEN_DEVICE calls it: "cpu", "cuda:0", "opencl:1", "ilgpu".</summary>
    public abstract string Id { get; }

    /// <summary>The device in a few words.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes of memory that networks on it can have together.</summary>
    public abstract long Memory { get; }

    /// <summary>What works at the same time: threads of the processor, multiprocessors of a GPU.</summary>
    public abstract int Units { get; }

    /// <summary>The processor.</summary>
    /// <param name="threads">Threads to use, 1 to 1024. Null: what CNNGEN_THREADS says, else as many as there are processors.</param>
    /// <param name="vectorBits">The widest vectors to use: 512, 256 or 128. Null: what CNNGEN_VECTOR_BITS says, else the widest the machine has.</param>
    /// <exception cref="ArgumentException">A value is out of range, or the machine has no vectors of that width.</exception>
    public static CpuDevice Cpu(int? threads = null, int? vectorBits = null) => new(threads, vectorBits);

    /// <summary>The fastest device: the first GPU of CUDA, else of OpenCL, else the processor.</summary>
    public static Device Best() => GpuDevices.Best is { } gpu ? gpu : Cpu();

    /// <summary>A GPU of CUDA.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="InvalidOperationException">There is none; the message lists what there is, and why something is not.</exception>
    public static GpuDevice Cuda(int index = 0) => GpuDevices.Cuda(index);

    /// <summary>A device of OpenCL: a GPU, or a processor with a driver for it.</summary>
    /// <inheritdoc cref="Cuda"/>
    public static GpuDevice OpenCL(int index = 0) => GpuDevices.OpenCl(index);

    /// <summary>ILGPU's simulator, which runs a network's kernels on the processor, slowly, where a debugger can stop in them. It needs CnnGen.Ilgpu.</summary>
    public static GpuDevice IlgpuCpu() => GpuDevices.Simulator;

    /// <summary>All devices that networks can run on: the processor, then CUDA's and OpenCL's.</summary>
    public static IReadOnlyList<Device> All() => [Cpu(), .. GpuDevices.All];

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The device of a network that was given none: the processor, unless CNNGEN_DEVICE says otherwise.</summary>
    internal static Device FromEnvironment() => FromName(Environment.GetEnvironmentVariable("CNNGEN_DEVICE"));

    /// <exception cref="ArgumentException">There is no such device.</exception>
    internal static Device FromName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Equals("cpu", StringComparison.OrdinalIgnoreCase))
            return Cpu();
        if (s_byName is not { } byName)
        {
            throw new ArgumentException(
                $"CNNGEN_DEVICE is \"{name}\", which is not available; available: \"cpu\". Unset it or choose one of these; GPUs need <CnnGenGpu>true</CnnGenGpu> in the project that declares the network.");
        }

        return byName(name.Trim())
            ?? throw new ArgumentException($"CNNGEN_DEVICE is \"{name}\"; expected cpu, best, ilgpu, cuda:0 or opencl:0. Unset it or choose one of these. {s_inventory!()}");
    }

    /// <summary>Lets CNNGEN_DEVICE name more than the processor. Nothing else leads from a network to GPUs.</summary>
    internal static void NameGpus(Func<string, Device?> byName, Func<string> inventory)
    {
        s_inventory = inventory;
        s_byName = byName;
    }

    /// <summary>Makes what runs a network on this device.</summary>
    internal abstract Executor CreateExecutor(Network network);
}
