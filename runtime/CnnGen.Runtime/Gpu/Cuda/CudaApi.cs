using System.Runtime.InteropServices;

namespace CnnGen.Gpu;

/// <summary>The functions of CUDA's driver that are used: those of CUDA 11.4 and later, by the names of its header.</summary>
internal sealed unsafe class CudaApi(DriverLibrary library)
{
    public const int OutOfMemory = 2;
    public const int NoDevice = 100;

    public const int MultiprocessorCount = 16;
    public const int MaxSharedBytesPerBlockOptIn = 97;
    public const int ComputeCapabilityMajor = 75;
    public const int ComputeCapabilityMinor = 76;

    public const int FunctionMaxDynamicSharedBytes = 8;
    public const int JitErrorLogBuffer = 5;
    public const int JitErrorLogBufferBytes = 6;
    public const uint StreamNonBlocking = 1;
    public const int CaptureOfThread = 1;
    public const uint EventDisableTiming = 2;

    public readonly delegate* unmanaged<uint, int> Init = (delegate* unmanaged<uint, int>)library.Find("cuInit");
    public readonly delegate* unmanaged<int, byte**, int> GetErrorName = (delegate* unmanaged<int, byte**, int>)library.Find("cuGetErrorName");
    public readonly delegate* unmanaged<int, byte**, int> GetErrorString = (delegate* unmanaged<int, byte**, int>)library.Find("cuGetErrorString");
    public readonly delegate* unmanaged<int*, int> DeviceGetCount = (delegate* unmanaged<int*, int>)library.Find("cuDeviceGetCount");
    public readonly delegate* unmanaged<int*, int, int> DeviceGet = (delegate* unmanaged<int*, int, int>)library.Find("cuDeviceGet");
    public readonly delegate* unmanaged<byte*, int, int, int> DeviceGetName = (delegate* unmanaged<byte*, int, int, int>)library.Find("cuDeviceGetName");
    public readonly delegate* unmanaged<nuint*, int, int> DeviceTotalMem = (delegate* unmanaged<nuint*, int, int>)library.Find("cuDeviceTotalMem_v2");
    public readonly delegate* unmanaged<int*, int, int, int> DeviceGetAttribute = (delegate* unmanaged<int*, int, int, int>)library.Find("cuDeviceGetAttribute");
    public readonly delegate* unmanaged<nint*, int, int> DevicePrimaryCtxRetain = (delegate* unmanaged<nint*, int, int>)library.Find("cuDevicePrimaryCtxRetain");
    public readonly delegate* unmanaged<nint, int> CtxSetCurrent = (delegate* unmanaged<nint, int>)library.Find("cuCtxSetCurrent");
    public readonly delegate* unmanaged<nint*, byte*, uint, int*, nint*, int> ModuleLoadDataEx = (delegate* unmanaged<nint*, byte*, uint, int*, nint*, int>)library.Find("cuModuleLoadDataEx");
    public readonly delegate* unmanaged<nint*, nint, byte*, int> ModuleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)library.Find("cuModuleGetFunction");
    public readonly delegate* unmanaged<nint, int, int, int> FuncSetAttribute = (delegate* unmanaged<nint, int, int, int>)library.Find("cuFuncSetAttribute");
    public readonly delegate* unmanaged<nint*, uint, int> StreamCreate = (delegate* unmanaged<nint*, uint, int>)library.Find("cuStreamCreate");
    public readonly delegate* unmanaged<nint, int> StreamSynchronize = (delegate* unmanaged<nint, int>)library.Find("cuStreamSynchronize");
    public readonly delegate* unmanaged<nint, int> StreamDestroy = (delegate* unmanaged<nint, int>)library.Find("cuStreamDestroy_v2");
    public readonly delegate* unmanaged<nint, int, int> StreamBeginCapture = (delegate* unmanaged<nint, int, int>)library.Find("cuStreamBeginCapture_v2");
    public readonly delegate* unmanaged<nint, nint*, int> StreamEndCapture = (delegate* unmanaged<nint, nint*, int>)library.Find("cuStreamEndCapture");
    public readonly delegate* unmanaged<nint*, nint, ulong, int> GraphInstantiate = (delegate* unmanaged<nint*, nint, ulong, int>)library.Find("cuGraphInstantiateWithFlags");
    public readonly delegate* unmanaged<nint, nint, int> GraphLaunch = (delegate* unmanaged<nint, nint, int>)library.Find("cuGraphLaunch");
    public readonly delegate* unmanaged<nint, int> GraphDestroy = (delegate* unmanaged<nint, int>)library.Find("cuGraphDestroy");
    public readonly delegate* unmanaged<nint, int> GraphExecDestroy = (delegate* unmanaged<nint, int>)library.Find("cuGraphExecDestroy");
    public readonly delegate* unmanaged<nint*, uint, int> EventCreate = (delegate* unmanaged<nint*, uint, int>)library.Find("cuEventCreate");
    public readonly delegate* unmanaged<nint, nint, int> EventRecord = (delegate* unmanaged<nint, nint, int>)library.Find("cuEventRecord");
    public readonly delegate* unmanaged<nint, int> EventSynchronize = (delegate* unmanaged<nint, int>)library.Find("cuEventSynchronize");
    public readonly delegate* unmanaged<nint, int> EventDestroy = (delegate* unmanaged<nint, int>)library.Find("cuEventDestroy_v2");
    public readonly delegate* unmanaged<ulong*, nuint, int> MemAlloc = (delegate* unmanaged<ulong*, nuint, int>)library.Find("cuMemAlloc_v2");
    public readonly delegate* unmanaged<ulong, int> MemFree = (delegate* unmanaged<ulong, int>)library.Find("cuMemFree_v2");
    public readonly delegate* unmanaged<void**, nuint, uint, int> MemHostAlloc = (delegate* unmanaged<void**, nuint, uint, int>)library.Find("cuMemHostAlloc");
    public readonly delegate* unmanaged<void*, int> MemFreeHost = (delegate* unmanaged<void*, int>)library.Find("cuMemFreeHost");
    public readonly delegate* unmanaged<ulong, void*, nuint, nint, int> MemcpyHtoDAsync = (delegate* unmanaged<ulong, void*, nuint, nint, int>)library.Find("cuMemcpyHtoDAsync_v2");
    public readonly delegate* unmanaged<void*, ulong, nuint, nint, int> MemcpyDtoHAsync = (delegate* unmanaged<void*, ulong, nuint, nint, int>)library.Find("cuMemcpyDtoHAsync_v2");
    public readonly delegate* unmanaged<ulong, uint, nuint, nint, int> MemsetD32Async = (delegate* unmanaged<ulong, uint, nuint, nint, int>)library.Find("cuMemsetD32Async");
    public readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> LaunchKernel =
        (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)library.Find("cuLaunchKernel");

    /// <summary>The installed driver; null where there is none.</summary>
    public static CudaApi? TryLoad() => DriverLibrary.TryLoad(OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"]) is { } library
        ? new CudaApi(library)
        : null;

    /// <exception cref="InvalidOperationException">A call failed.</exception>
    public void Check(int code, string call)
    {
        if (code != 0)
            throw new InvalidOperationException($"CUDA's {call} failed with {NameOf(code)}.");
    }

    /// <summary>"CUDA_ERROR_INVALID_VALUE (invalid argument)".</summary>
    public string NameOf(int code)
    {
        byte* name;
        byte* text;
        if (GetErrorName(code, &name) != 0 || GetErrorString(code, &text) != 0)
            return FormattableString.Invariant($"error {code}");
        return $"{Marshal.PtrToStringUTF8((nint)name)} ({Marshal.PtrToStringUTF8((nint)text)})";
    }
}
