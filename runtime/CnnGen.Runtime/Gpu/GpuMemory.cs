using System.Globalization;

namespace CnnGen.Gpu;

/// <summary>Words for memory.</summary>
internal static class GpuMemory
{
    /// <param name="device">The device's name.</param>
    /// <param name="needed">Bytes that were asked for.</param>
    /// <param name="total">Bytes of the device.</param>
    /// <param name="largest">Bytes that it gives in one piece.</param>
    public static InvalidOperationException TooLittle(string device, long needed, long total, long largest, string what = "") => new(
        $"{(what.Length > 0 ? what + " needs" : "Memory of")} {Gigabytes(needed)}{(what.Length > 0 ? "" : " was asked for")}, but {device} has {Gigabytes(total)} and gives at most {Gigabytes(largest)} in one piece. Use a smaller batch size.");

    public static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.###} GB");
}
