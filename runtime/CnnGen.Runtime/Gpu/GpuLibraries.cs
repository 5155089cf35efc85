using System.Reflection;
using System.Runtime.InteropServices;

namespace CnnGen.Gpu;

/// <summary>The drivers' libraries by the names that systems have for them. Many Linux machines have no name without a version.</summary>
internal static class GpuLibraries
{
    public const string OpenCl = "CnnGen.OpenCL";
    public const string Cuda = "CnnGen.Cuda";

    private static readonly Lazy<bool> s_registered = new(Register);

    /// <summary>Whether a library is there. To be asked before its first function is called.</summary>
    public static bool Has(string library)
    {
        _ = s_registered.Value;
        return TryLoad(library, out _);
    }

    /// <summary>The names that are tried, for messages.</summary>
    public static string NamesOf(string library) => string.Join(" or ", Names(library));

    private static bool Register()
    {
        NativeLibrary.SetDllImportResolver(typeof(GpuLibraries).Assembly, Resolve);
        return true;
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) => TryLoad(library, out var handle) ? handle : 0;

    private static bool TryLoad(string library, out nint handle)
    {
        foreach (var name in Names(library))
        {
            if (NativeLibrary.TryLoad(name, out handle))
                return true;
        }

        handle = 0;
        return false;
    }

    private static string[] Names(string library) => library switch
    {
        OpenCl when OperatingSystem.IsWindows() => ["OpenCL.dll"],
        OpenCl when OperatingSystem.IsMacOS() => ["/System/Library/Frameworks/OpenCL.framework/OpenCL"],
        OpenCl => ["libOpenCL.so.1", "libOpenCL.so"],
        Cuda when OperatingSystem.IsWindows() => ["nvcuda.dll"],
        Cuda => ["libcuda.so.1", "libcuda.so"],
        _ => [],
    };
}
