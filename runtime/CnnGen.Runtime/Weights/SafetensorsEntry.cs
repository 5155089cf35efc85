namespace CnnGen;

/// <summary>A tensor in a safetensors file.</summary>
public sealed class SafetensorsEntry
{
    internal SafetensorsEntry(string name, string dtype, long[] shape, long begin, long end) =>
        (Name, Dtype, Shape, Begin, End, Length) = (name, dtype, shape, begin, end, (end - begin) / SafetensorsDtype.Size(dtype)!.Value);

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The element type as the file names it: "F32", "F16", "I64".</summary>
    public string Dtype { get; }

    /// <summary>The length of each dimension; empty for a single value.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements.</summary>
    public long Length { get; }

    /// <summary>Where the first byte lies, from the end of the header.</summary>
    internal long Begin { get; }

    /// <summary>Behind the last byte, from the end of the header.</summary>
    internal long End { get; }
}
