using CnnGen.Gpu.OpenCl;

namespace CnnGen.Gpu;

/// <summary>The devices that there are, looked for once.</summary>
internal static class GpuDevices
{
    // Groups of kernels have so many threads, and so much memory that these share.
    private const int GroupThreads = GpuGrid.ElementThreads;
    private const long GroupBytes = 32 * 1024;

    private static readonly Lazy<(GpuDevice[] Devices, string[] Refused)> s_openCl = new(FindOpenCl);
    private static readonly Lazy<GpuDevice?> s_simulator = new(FindSimulator);

    public static GpuDevice[] OpenCl => s_openCl.Value.Devices;

    /// <summary>All but the processor.</summary>
    public static IEnumerable<GpuDevice> All => Simulator is { } simulator ? [.. OpenCl, simulator] : OpenCl;

    public static GpuDevice? Simulator => s_simulator.Value;

    /// <summary>Devices that are there but can't be used, or why there are none: a sentence each.</summary>
    public static IEnumerable<string> Refused => s_openCl.Value.Refused;

    private static (GpuDevice[] Devices, string[] Refused) FindOpenCl()
    {
        var (devices, refused) = (new List<GpuDevice>(), new List<string>());
        var found = ClDevice.Find();
        if (found.Count == 0)
            refused.Add(GpuLibraries.Has(GpuLibraries.OpenCl) ? "OpenCL has no device." : $"OpenCL is not installed: there is no {GpuLibraries.NamesOf(GpuLibraries.OpenCl)}.");
        foreach (var device in found)
        {
            if (device.LargestGroup < GroupThreads || device.LocalBytes < GroupBytes)
                refused.Add($"{device.Name} has groups of {device.LargestGroup} threads that share {device.LocalBytes} bytes; expected at least {GroupThreads} and {GroupBytes}.");
            else
                devices.Add(new GpuDevice($"opencl:{devices.Count}", device.Name, device.MemoryBytes, device.LargestAllocationBytes, device.Units, device.IsGpu, () => new ClQueue(device)));
        }

        return ([.. devices], [.. refused]);
    }

    private static GpuDevice? FindSimulator()
    {
        if (GpuCompiler.Current is not { HasSimulator: true } compiler)
            return null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new GpuDevice("ilgpu", "ILGPU's simulator on the processor", memory, memory, Environment.ProcessorCount, false, () => compiler.CreateSimulator()!);
    }
}
