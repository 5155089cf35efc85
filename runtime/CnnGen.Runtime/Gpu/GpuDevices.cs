namespace CnnGen.Gpu;

/// <summary>The devices that there are, looked for once.</summary>
internal static class GpuDevices
{
    private static readonly Lazy<Found> s_cuda = new(() => Search("CUDA", FindCuda));
    private static readonly Lazy<Found> s_openCl = new(() => Search("OpenCL", FindOpenCl));
    private static readonly Lazy<GpuDevice> s_simulator = new(MakeSimulator);

    public static GpuDevice[] Cuda => s_cuda.Value.Devices;

    public static GpuDevice[] OpenCl => s_openCl.Value.Devices;

    /// <summary>ILGPU's simulator. Whether there is one is known once an assembly with code for GPUs is loaded, so it is looked for when a network asks for it.</summary>
    public static GpuDevice Simulator => s_simulator.Value;

    /// <summary>All but the processor.</summary>
    public static IEnumerable<GpuDevice> All => GpuSimulator.IsThere ? [.. Cuda, .. OpenCl, Simulator] : [.. Cuda, .. OpenCl];

    /// <summary>Devices that are there but can't be used, or why there are none: a sentence each.</summary>
    public static IEnumerable<string> Refused => [.. s_cuda.Value.Refused, .. s_openCl.Value.Refused];

    private static Found Search(string system, Func<Found?> find)
    {
        try
        {
            return find() ?? new Found([], [$"{system} is not installed."]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or EntryPointNotFoundException)
        {
            return new Found([], [$"{system} does not work: {exception.Message}"]);
        }
    }

    private static Found? FindCuda()
    {
        if (CudaApi.TryLoad() is not { } api)
            return null;
        return Take("CUDA", CudaInfo.All(api), info => (info.Name, info.Refusal), (info, index) =>
        {
            var context = new Lazy<CudaContext>(() => new CudaContext(api, info));
            return new GpuDevice($"cuda:{index}", new GpuMemory(info.Name, info.Memory, info.Memory), info.Units, true, () => new CudaQueue(context.Value));
        });
    }

    private static Found? FindOpenCl()
    {
        if (OpenClApi.TryLoad() is not { } api)
            return null;
        return Take("OpenCL", OpenClInfo.All(api), info => (info.Name, info.Refusal), (info, index) =>
        {
            var context = new Lazy<OpenClContext>(() => new OpenClContext(api, info));
            return new GpuDevice($"opencl:{index}", new GpuMemory(info.Name, info.Memory, info.LargestBuffer), info.Units, info.IsGpu, () => new OpenClQueue(context.Value));
        });
    }

    private static Found Take<TInfo>(string system, TInfo[] all, Func<TInfo, (string Name, string? Refusal)> describe, Func<TInfo, int, GpuDevice> make)
    {
        var described = Array.ConvertAll(all, info => (Info: info, About: describe(info)));
        return new Found(
            [.. described.Where(device => device.About.Refusal is null).Select((device, index) => make(device.Info, index))],
            all.Length == 0 ? [$"{system} has no device."] : [.. described.Where(device => device.About.Refusal is not null).Select(device => $"{system}'s {device.About.Name} is not taken: {device.About.Refusal}.")]);
    }

    private static GpuDevice MakeSimulator()
    {
        var memory = new GpuMemory("ILGPU's simulator on the processor", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, int.MaxValue * (long)sizeof(float));
        return new GpuDevice("ilgpu", memory, Environment.ProcessorCount, false, GpuSimulator.Open);
    }

    private sealed record Found(GpuDevice[] Devices, string[] Refused);
}
