using System.Text;

namespace CnnGen.Gpu;

/// <summary>What OpenCL says of a device.</summary>
internal sealed unsafe record OpenClInfo(nint Device, string Name, bool IsGpu, long Memory, long LargestBuffer, int Units, string? Refusal)
{
    // Groups and shared memory that kernels are written for.
    private const int LeastThreads = 256;
    private const long LeastShared = 32 << 10;

    /// <summary>All devices of all platforms, those too that kernels can't run on.</summary>
    /// <exception cref="InvalidOperationException">OpenCL failed.</exception>
    public static OpenClInfo[] All(OpenClApi api)
    {
        uint count;
        var code = api.GetPlatformIDs(0, null, &count);
        if (code == OpenClCode.PlatformNotFound || (code == OpenClCode.Success && count == 0))
            return [];
        OpenClApi.Check(code, "clGetPlatformIDs");
        var platforms = new nint[count];
        fixed (nint* pointer = platforms)
            OpenClApi.Check(api.GetPlatformIDs(count, pointer, null), "clGetPlatformIDs");
        return [.. platforms.SelectMany(platform => OfPlatform(api, platform))];
    }

    private static OpenClInfo[] OfPlatform(OpenClApi api, nint platform)
    {
        // A platform without devices says so with an error.
        uint count;
        if (api.GetDeviceIDs(platform, OpenClCode.DeviceTypeAll, 0, null, &count) != OpenClCode.Success)
            return [];
        var devices = new nint[count];
        fixed (nint* pointer = devices)
            OpenClApi.Check(api.GetDeviceIDs(platform, OpenClCode.DeviceTypeAll, count, pointer, null), "clGetDeviceIDs");
        return Array.ConvertAll(devices, device => Of(api, device));
    }

    private static OpenClInfo Of(OpenClApi api, nint device) => new(
        device,
        Text(api, device, OpenClCode.DeviceName),
        (Number(api, device, OpenClCode.DeviceType) & (long)OpenClCode.DeviceTypeGpu) != 0,
        Number(api, device, OpenClCode.DeviceGlobalMemSize),
        Number(api, device, OpenClCode.DeviceMaxMemAllocSize),
        (int)Number(api, device, OpenClCode.DeviceMaxComputeUnits),
        RefusalOf(api, device));

    private static string? RefusalOf(OpenClApi api, nint device)
    {
        if (Number(api, device, OpenClCode.DeviceAvailable) == 0)
            return "it is not available";
        if (Number(api, device, OpenClCode.DeviceCompilerAvailable) == 0)
            return "its driver has no compiler";
        var version = Text(api, device, OpenClCode.DeviceVersion);
        if (version.StartsWith("OpenCL 1.0", StringComparison.Ordinal) || version.StartsWith("OpenCL 1.1", StringComparison.Ordinal))
            return $"it speaks {version}; expected 1.2 or later";
        var threads = Number(api, device, OpenClCode.DeviceMaxWorkGroupSize);
        if (threads < LeastThreads)
            return $"its groups have at most {threads} threads; expected {LeastThreads}";
        var shared = Number(api, device, OpenClCode.DeviceLocalMemSize);
        return shared < LeastShared ? $"its groups share {GpuMemory.Text(shared)}; expected {GpuMemory.Text(LeastShared)}" : null;
    }

    /// <summary>A number of 1, 4 or 8 bytes.</summary>
    private static long Number(OpenClApi api, nint device, uint name)
    {
        long value = 0;
        OpenClApi.Check(api.GetDeviceInfo(device, name, sizeof(long), &value, null), "clGetDeviceInfo");
        return value;
    }

    private static string Text(OpenClApi api, nint device, uint name)
    {
        nuint length;
        OpenClApi.Check(api.GetDeviceInfo(device, name, 0, null, &length), "clGetDeviceInfo");
        var bytes = new byte[length];
        fixed (byte* pointer = bytes)
            OpenClApi.Check(api.GetDeviceInfo(device, name, length, pointer, null), "clGetDeviceInfo");
        return Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
    }
}
