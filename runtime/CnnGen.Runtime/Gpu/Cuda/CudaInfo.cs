using System.Text;

namespace CnnGen.Gpu;

/// <summary>What CUDA says of a device.</summary>
/// <param name="Device">Its number among CUDA's.</param>
/// <param name="Name">"NVIDIA H100 80GB HBM3".</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Units">Multiprocessors.</param>
/// <param name="Architecture">Compute capability times ten: 90.</param>
/// <param name="SharedBytes">Memory that a group can share.</param>
internal sealed unsafe record CudaInfo(int Device, string Name, long Memory, int Units, int Architecture, int SharedBytes)
{
    private const int OldestArchitecture = 50;

    /// <summary>Why kernels can't run on it; null where they can.</summary>
    public string? Refusal => Architecture >= OldestArchitecture
        ? null
        : FormattableString.Invariant($"its compute capability is {Architecture / 10}.{Architecture % 10}; expected {OldestArchitecture / 10}.{OldestArchitecture % 10} or later");

    /// <summary>All devices.</summary>
    /// <exception cref="InvalidOperationException">CUDA failed.</exception>
    public static CudaInfo[] All(CudaApi api)
    {
        var code = api.Init(0);
        if (code == CudaApi.NoDevice)
            return [];
        api.Check(code, "cuInit");
        int count;
        api.Check(api.DeviceGetCount(&count), "cuDeviceGetCount");
        return [.. Enumerable.Range(0, count).Select(index => Of(api, index))];
    }

    private static CudaInfo Of(CudaApi api, int index)
    {
        int device;
        api.Check(api.DeviceGet(&device, index), "cuDeviceGet");
        nuint memory;
        api.Check(api.DeviceTotalMem(&memory, device), "cuDeviceTotalMem");
        const int length = 256;
        var name = stackalloc byte[length];
        api.Check(api.DeviceGetName(name, length, device), "cuDeviceGetName");
        var end = new ReadOnlySpan<byte>(name, length).IndexOf((byte)0);
        return new CudaInfo(
            device,
            Encoding.UTF8.GetString(name, end < 0 ? length : end),
            (long)memory,
            Attribute(api, device, CudaApi.MultiprocessorCount),
            Attribute(api, device, CudaApi.ComputeCapabilityMajor) * 10 + Attribute(api, device, CudaApi.ComputeCapabilityMinor),
            Attribute(api, device, CudaApi.MaxSharedBytesPerBlockOptIn));
    }

    private static int Attribute(CudaApi api, int device, int attribute)
    {
        int value;
        api.Check(api.DeviceGetAttribute(&value, attribute, device), "cuDeviceGetAttribute");
        return value;
    }
}
