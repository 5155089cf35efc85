using CnnGen.Gpu;

namespace CnnGen;

/// <summary>The devices of this machine that networks can run on beside the processor, looked for once in a process.</summary>
internal static class GpuDevices
{
    private static readonly Lazy<(GpuDevice?[] Devices, string[] Remarks)> s_cuda = new(FindCuda);
    private static readonly Lazy<(GpuDevice?[] Devices, string[] Remarks)> s_openCl = new(FindOpenCl);

    /// <summary>The simulator is there as soon as something opens it.</summary>
    public static GpuDevice Simulator { get; } = new(
        "ilgpu", new GpuMemory("ILGPU's simulator", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, int.MaxValue * (long)sizeof(float)), 1, isGpu: false, GpuSimulator.Open);

    /// <summary>CUDA's, then OpenCL's.</summary>
    public static IEnumerable<GpuDevice> All => s_cuda.Value.Devices.Concat(s_openCl.Value.Devices).OfType<GpuDevice>();

    /// <summary>The first GPU; null where there is none.</summary>
    public static GpuDevice? Best => All.FirstOrDefault(device => device.IsGpu);

    public static GpuDevice Cuda(int index) => Pick(s_cuda.Value.Devices, index, "cuda");

    public static GpuDevice OpenCl(int index) => Pick(s_openCl.Value.Devices, index, "opencl");

    /// <summary>A device by its id, or "best"; null where that names none.</summary>
    /// <exception cref="InvalidOperationException">There is no such device.</exception>
    public static Device? ByName(string name)
    {
        if (name.Equals("best", StringComparison.OrdinalIgnoreCase))
            return Device.Best();
        if (name.Equals(Simulator.Id, StringComparison.OrdinalIgnoreCase))
            return Simulator;
        var parts = name.Split(':');
        if (parts.Length > 2 || !int.TryParse(parts.Length == 1 ? "0" : parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index))
            return null;
        return parts[0].ToUpperInvariant() switch
        {
            "CUDA" => Cuda(index),
            "OPENCL" => OpenCl(index),
            _ => null,
        };
    }

    private static GpuDevice Pick(GpuDevice?[] devices, int index, string kind)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index < devices.Length && devices[index] is { } device)
            return device;
        throw new InvalidOperationException(FormattableString.Invariant($"There is no device {kind}:{index} to run on.\n{Inventory()}"));
    }

    /// <summary>What is there, and why something is not.</summary>
    public static string Inventory()
    {
        var present = new List<string> { "cpu" };
        present.AddRange(All.Select(device => $"{device.Id} ({device.Limits.Device}, {GpuMemory.Text(device.Memory)}, {device.Units} units)"));
        if (GpuSimulator.IsThere)
            present.Add(Simulator.Id);
        string[] remarks = [.. s_cuda.Value.Remarks, .. s_openCl.Value.Remarks];
        return $"Present: {string.Join(", ", present)}.{string.Concat(remarks.Select(remark => $"\n{remark}"))}";
    }

    private static (GpuDevice?[], string[]) FindCuda() => Find("CUDA", () =>
    {
        if (CudaApi.TryLoad() is not { } api)
            return ([], ["CUDA: no driver is installed (libcuda.so.1, nvcuda.dll)."]);
        var found = CudaInfo.All(api);
        var devices = found.Select((info, index) => info.Refusal is null ? OfCuda(api, info, index) : null).ToArray();
        return (devices, Remarks(found.Select((info, index) => ($"cuda:{index}", info.Name, info.Refusal)), "CUDA: the driver has no device."));
    });

    private static (GpuDevice?[], string[]) FindOpenCl() => Find("OpenCL", () =>
    {
        if (OpenClApi.TryLoad() is not { } api)
            return ([], ["OpenCL: no loader is installed (libOpenCL.so.1, OpenCL.dll)."]);
        var found = OpenClInfo.All(api);
        var devices = found.Select((info, index) => info.Refusal is null ? OfOpenCl(api, info, index) : null).ToArray();
        return (devices, Remarks(found.Select((info, index) => ($"opencl:{index}", info.Name, info.Refusal)), "OpenCL: no driver has a device."));
    });

    /// <summary>A driver that fails must not take the devices of others with it: the reason is told where a device is missed.</summary>
    private static (GpuDevice?[], string[]) Find(string kind, Func<(GpuDevice?[], string[])> find)
    {
        try
        {
            return find();
        }
        catch (Exception exception) when (exception is InvalidOperationException or EntryPointNotFoundException)
        {
            return ([], [$"{kind}: {exception.Message}"]);
        }
    }

    private static string[] Remarks(IEnumerable<(string Id, string Name, string? Refusal)> found, string none)
    {
        var all = found.ToArray();
        return all.Length == 0 ? [none] : [.. all.Where(one => one.Refusal is not null).Select(one => $"{one.Id} ({one.Name}) is not taken: {one.Refusal}.")];
    }

    private static GpuDevice OfCuda(CudaApi api, CudaInfo info, int index)
    {
        var context = new Lazy<CudaContext>(() => new CudaContext(api, info));
        return new GpuDevice($"cuda:{index}", new GpuMemory(info.Name, info.Memory, info.Memory), info.Units, isGpu: true, () => new CudaQueue(context.Value));
    }

    private static GpuDevice OfOpenCl(OpenClApi api, OpenClInfo info, int index)
    {
        var context = new Lazy<OpenClContext>(() => new OpenClContext(api, info));
        return new GpuDevice($"opencl:{index}", OpenClContext.MemoryOf(info), info.Units, info.IsGpu, () => new OpenClQueue(context.Value));
    }
}
