using System.Runtime.InteropServices;

namespace CnnGen.Gpu;

/// <summary>
/// A driver's library, loaded by the names that drivers install: development links such as libcuda.so are often missing. Functions are looked up one by one, so that
/// a library of another kind can stand in for a driver in a test.
/// </summary>
internal sealed class DriverLibrary
{
    private readonly nint _handle;
    private readonly string _name;

    private DriverLibrary(nint handle, string name) => (_handle, _name) = (handle, name);

    /// <summary>The first of the libraries that is there; null where none is.</summary>
    public static DriverLibrary? TryLoad(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return new DriverLibrary(handle, name);
        }

        return null;
    }

    /// <exception cref="EntryPointNotFoundException">The library does not have it.</exception>
    public nint Find(string function) => NativeLibrary.TryGetExport(_handle, function, out var address)
        ? address
        : throw new EntryPointNotFoundException($"{_name} has no {function}; install a newer driver.");
}
