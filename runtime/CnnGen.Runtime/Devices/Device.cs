namespace CnnGen;

/// <summary>What a network runs on.</summary>
public abstract class Device
{
    private protected Device()
    {
    }

    /// <summary>The device in a few words.</summary>
    public abstract string Name { get; }

    /// <summary>The processor.</summary>
    /// <param name="threads">Threads to use, 1 to 1024. Null: what CNNGEN_THREADS says, else as many as there are processors.</param>
    /// <param name="vectorBits">The widest vectors to use: 512, 256 or 128. Null: what CNNGEN_VECTOR_BITS says, else the widest the machine has.</param>
    /// <exception cref="ArgumentException">A value is out of range, or the machine has no vectors of that width.</exception>
    public static CpuDevice Cpu(int? threads = null, int? vectorBits = null) => new(threads, vectorBits);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The device of a network that was given none: the processor, unless CNNGEN_DEVICE says otherwise.</summary>
    internal static Device FromEnvironment() => FromName(Environment.GetEnvironmentVariable("CNNGEN_DEVICE"));

    internal static Device FromName(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Equals("cpu", StringComparison.OrdinalIgnoreCase)
            ? Cpu()
            : throw new ArgumentException($"CNNGEN_DEVICE is \"{name}\", which is not available; available: \"cpu\". Unset it or choose one of these.");

    /// <summary>Makes what runs a network on this device.</summary>
    internal abstract Executor CreateExecutor(Network network);
}
