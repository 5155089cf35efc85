namespace CnnGen.Gpu;

/// <summary>The devices that there are, looked for once.</summary>
internal static class GpuDevices
{
    private static readonly Lazy<(GpuDevice[] Devices, string[] Refused)> s_openCl = new(FindOpenCl);

    public static GpuDevice[] OpenCl => s_openCl.Value.Devices;

    /// <summary>ILGPU's simulator; null where the program has no code for GPUs. It is there once that code's assembly is loaded.</summary>
    public static GpuDevice? Simulator => GpuCompiler.Current?.Simulator;

    /// <summary>All but the processor.</summary>
    public static IEnumerable<GpuDevice> All => Simulator is { } simulator ? [.. OpenCl, simulator] : OpenCl;

    /// <summary>Devices that are there but can't be used, or why there are none: a sentence each.</summary>
    public static IEnumerable<string> Refused => s_openCl.Value.Refused;

    private static (GpuDevice[] Devices, string[] Refused) FindOpenCl()
    {
        if (OpenClApi.TryLoad() is not { } api)
            return ([], ["OpenCL is not installed."]);
        try
        {
            var found = OpenClInfo.All(api);
            var usable = found.Where(info => info.Refusal is null).Select((info, index) => Of(api, info, index)).ToArray();
            string[] refused = [.. found.Where(info => info.Refusal is not null).Select(info => $"{info.Name} is not taken: {info.Refusal}.")];
            return (usable, found.Length == 0 ? ["OpenCL has no device."] : refused);
        }
        catch (InvalidOperationException exception)
        {
            return ([], [$"OpenCL does not work: {exception.Message}"]);
        }
    }

    private static GpuDevice Of(OpenClApi api, OpenClInfo info, int index)
    {
        var context = new Lazy<OpenClContext>(() => new OpenClContext(api, info));
        return new GpuDevice($"opencl:{index}", new GpuMemory(info.Name, info.Memory, info.LargestBuffer), info.Units, info.IsGpu, () => new OpenClQueue(context.Value));
    }
}
