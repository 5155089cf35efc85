using System.Reflection;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;
using CnnGen.Ilgpu;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>What kernels are tried on.</summary>
internal static class Queues
{
    private static readonly Lazy<OpenClContext?> s_openCl = new(FindOpenCl);

    /// <summary>The names to give to <see cref="Open"/>.</summary>
    public static TheoryData<string> Names => ["simulator", "opencl"];

    /// <summary>A queue; the test is skipped where there is no such device.</summary>
    public static GpuQueue Open(string name)
    {
        IlgpuDevices.Register();
        // OpenCL runs the library's kernels as a build has compiled them.
        Baked();
        if (name == "simulator")
            return new IlgpuSimulator();
        Assert.SkipWhen(s_openCl.Value is null, "There is no OpenCL device: install a driver, or pocl-opencl-icd.");
        return new OpenClQueue(s_openCl.Value);
    }

    /// <summary>The assembly whose kernels were compiled when it was built. It makes them known when any of its code is about to run.</summary>
    public static Assembly Baked()
    {
        var module = typeof(Digits).Module;
        RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        return module.Assembly;
    }

    private static OpenClContext? FindOpenCl() =>
        OpenClApi.TryLoad() is { } api && OpenClInfo.All(api).FirstOrDefault(info => info.Refusal is null) is { } info ? new OpenClContext(api, info) : null;
}
