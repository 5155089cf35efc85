using System.Globalization;

namespace CnnGen.Gpu;

/// <summary>The memory of a device.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Total">Bytes of all its memory.</param>
/// <param name="Largest">Bytes that can be allocated at once.</param>
internal sealed record GpuMemory(string Device, long Total, long Largest)
{
    /// <summary>Refuses what can't fit, before anything is asked of the device.</summary>
    /// <param name="what">What the memory is for: "A batch of 64 images".</param>
    /// <param name="floats">All of it.</param>
    /// <param name="largest">The largest piece.</param>
    /// <exception cref="InvalidOperationException">It does not fit.</exception>
    public void Check(string what, long floats, long largest)
    {
        if (floats > Total / sizeof(float))
            throw new InvalidOperationException($"{what} needs {Text(floats * sizeof(float))}, and {Device} has {Text(Total)}. Use fewer images at once.");
        if (largest > Largest / sizeof(float))
            throw new InvalidOperationException($"{what} needs {Text(largest * sizeof(float))} in one piece, and {Device} gives out {Text(Largest)} at most. Use fewer images at once.");
    }

    /// <summary>What to say where the device has no room left.</summary>
    public InvalidOperationException Full(long floats) =>
        new($"{Device} has no room for {Text(floats * sizeof(float))}: it has {Text(Total)}, of which other networks or programs hold a part. Use fewer images at once.");

    public static string Text(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 10):0.#} KB")
        : bytes < 1 << 30
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.##} GB");
}
