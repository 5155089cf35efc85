using System.Globalization;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>The processor: vector code on a team of threads. Results depend on the width of the vectors, never on the number of threads.</summary>
public sealed class CpuDevice : Device
{
    private const int MostThreads = 1024;

    internal CpuDevice(int? threads, int? vectorBits)
    {
        Threads = CheckThreads(threads ?? ReadVariable("CNNGEN_THREADS") ?? Environment.ProcessorCount);
        VectorBits = CheckVectorBits(vectorBits ?? ReadVariable("CNNGEN_VECTOR_BITS") ?? WidestVectorBits);
    }

    /// <summary>The widest vectors that this machine runs in hardware: 512, 256 or 128 bits.</summary>
    public static int WidestVectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Threads that work on a batch, with the calling one.</summary>
    public int Threads { get; }

    /// <summary>The widest vectors that are used: 512, 256 or 128 bits.</summary>
    public int VectorBits { get; }

    /// <inheritdoc/>
    public override string Id => "cpu";

    /// <inheritdoc/>
    public override long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <inheritdoc/>
    public override int Units => Threads;

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture, $"CPU ({Threads} {(Threads == 1 ? "thread" : "threads")}, {VectorBits}-bit vectors)");

    internal override Executor CreateExecutor(Network network) => new CpuExecutor(network, this);

    internal static int? ParseVariable(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"{name} is \"{text}\"; expected a whole number. Unset it or correct it.");
    }

    private static int? ReadVariable(string name) => ParseVariable(name, Environment.GetEnvironmentVariable(name));

    private static int CheckThreads(int threads) => threads is >= 1 and <= MostThreads
        ? threads
        : throw new ArgumentException($"A CPU device with {threads} threads was asked for; expected 1 to {MostThreads}.");

    private static int CheckVectorBits(int bits)
    {
        if (bits is not (128 or 256 or 512))
            throw new ArgumentException($"Vectors of {bits} bits were asked for; expected 128, 256 or 512.");
        if (bits > WidestVectorBits)
            throw new ArgumentException($"Vectors of {bits} bits were asked for, but the widest this machine runs in hardware are {WidestVectorBits} bits; ask for {WidestVectorBits} or fewer.");
        return bits;
    }
}
