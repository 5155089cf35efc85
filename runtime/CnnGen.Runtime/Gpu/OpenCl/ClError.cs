using System.Globalization;

namespace CnnGen.Gpu.OpenCl;

/// <summary>Errors of OpenCL as exceptions.</summary>
internal static class ClError
{
    /// <summary>Throws where a function failed.</summary>
    /// <param name="what">What was tried: "launching Conv2D".</param>
    public static void Check(int error, string what)
    {
        if (error != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"OpenCL failed at {what}: {NameOf(error)} ({error})."));
    }

    public static bool IsOutOfMemory(int error) => error is -4 or -5 or -6 or -61;

    private static string NameOf(int error) => error switch
    {
        -1 => "device not found",
        -2 => "device not available",
        -4 => "memory could not be allocated",
        -5 => "out of resources",
        -6 => "out of host memory",
        -11 => "the program could not be built",
        -30 => "invalid value",
        -46 => "there is no kernel of this name",
        -48 => "invalid kernel",
        -50 => "invalid argument value",
        -51 => "invalid argument size",
        -52 => "arguments are missing",
        -54 => "invalid number of threads",
        -61 => "invalid buffer size",
        _ => "an error",
    };
}
