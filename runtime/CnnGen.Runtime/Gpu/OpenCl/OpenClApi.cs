namespace CnnGen.Gpu;

/// <summary>The functions of OpenCL 1.2 that are used.</summary>
internal sealed unsafe class OpenClApi(DriverLibrary library)
{
    public readonly delegate* unmanaged<uint, nint*, uint*, int> GetPlatformIDs = (delegate* unmanaged<uint, nint*, uint*, int>)library.Find("clGetPlatformIDs");
    public readonly delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetPlatformInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)library.Find("clGetPlatformInfo");
    public readonly delegate* unmanaged<nint, ulong, uint, nint*, uint*, int> GetDeviceIDs = (delegate* unmanaged<nint, ulong, uint, nint*, uint*, int>)library.Find("clGetDeviceIDs");
    public readonly delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetDeviceInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)library.Find("clGetDeviceInfo");
    public readonly delegate* unmanaged<nint*, uint, nint*, nint, nint, int*, nint> CreateContext = (delegate* unmanaged<nint*, uint, nint*, nint, nint, int*, nint>)library.Find("clCreateContext");
    public readonly delegate* unmanaged<nint, nint, ulong, int*, nint> CreateCommandQueue = (delegate* unmanaged<nint, nint, ulong, int*, nint>)library.Find("clCreateCommandQueue");
    public readonly delegate* unmanaged<nint, int> ReleaseCommandQueue = (delegate* unmanaged<nint, int>)library.Find("clReleaseCommandQueue");
    public readonly delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint> CreateProgramWithSource = (delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint>)library.Find("clCreateProgramWithSource");
    public readonly delegate* unmanaged<nint, uint, nint*, byte*, nint, nint, int> BuildProgram = (delegate* unmanaged<nint, uint, nint*, byte*, nint, nint, int>)library.Find("clBuildProgram");
    public readonly delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int> GetProgramBuildInfo = (delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)library.Find("clGetProgramBuildInfo");
    public readonly delegate* unmanaged<nint, int> ReleaseProgram = (delegate* unmanaged<nint, int>)library.Find("clReleaseProgram");
    public readonly delegate* unmanaged<nint, byte*, int*, nint> CreateKernel = (delegate* unmanaged<nint, byte*, int*, nint>)library.Find("clCreateKernel");
    public readonly delegate* unmanaged<nint, int> ReleaseKernel = (delegate* unmanaged<nint, int>)library.Find("clReleaseKernel");
    public readonly delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int> GetKernelWorkGroupInfo = (delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)library.Find("clGetKernelWorkGroupInfo");
    public readonly delegate* unmanaged<nint, uint, nuint, void*, int> SetKernelArg = (delegate* unmanaged<nint, uint, nuint, void*, int>)library.Find("clSetKernelArg");
    public readonly delegate* unmanaged<nint, ulong, nuint, void*, int*, nint> CreateBuffer = (delegate* unmanaged<nint, ulong, nuint, void*, int*, nint>)library.Find("clCreateBuffer");
    public readonly delegate* unmanaged<nint, int> ReleaseMemObject = (delegate* unmanaged<nint, int>)library.Find("clReleaseMemObject");
    public readonly delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint, nint, int> EnqueueWriteBuffer = (delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint, nint, int>)library.Find("clEnqueueWriteBuffer");
    public readonly delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint, nint, int> EnqueueReadBuffer = (delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint, nint, int>)library.Find("clEnqueueReadBuffer");
    public readonly delegate* unmanaged<nint, nint, void*, nuint, nuint, nuint, uint, nint, nint, int> EnqueueFillBuffer = (delegate* unmanaged<nint, nint, void*, nuint, nuint, nuint, uint, nint, nint, int>)library.Find("clEnqueueFillBuffer");
    public readonly delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint, nint, int> EnqueueNDRangeKernel = (delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint, nint, int>)library.Find("clEnqueueNDRangeKernel");
    public readonly delegate* unmanaged<nint, int> Finish = (delegate* unmanaged<nint, int>)library.Find("clFinish");

    /// <summary>The installed loader; null where there is none.</summary>
    public static OpenClApi? TryLoad() => DriverLibrary.TryLoad(OperatingSystem.IsWindows() ? ["OpenCL.dll"] : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"] : ["libOpenCL.so.1", "libOpenCL.so"]) is { } library
        ? new OpenClApi(library)
        : null;

    /// <exception cref="InvalidOperationException">A call failed.</exception>
    public static void Check(int code, string call)
    {
        if (code != OpenClCode.Success)
            throw new InvalidOperationException($"OpenCL's {call} failed with {OpenClCode.NameOf(code)}.");
    }
}
