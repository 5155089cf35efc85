using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CnnGen;

/// <summary>A tensor to be written to a safetensors file as F32.</summary>
/// <param name="Name">Its name, which no other tensor of the file has.</param>
/// <param name="Shape">The length of each dimension; empty for a single value.</param>
/// <param name="Values">Gives the values when they are written.</param>
public sealed record SafetensorsSource(string Name, IReadOnlyList<int> Shape, Func<ReadOnlySpan<float>> Values)
{
    /// <summary>A tensor whose values lie in an array or other memory.</summary>
    public SafetensorsSource(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values)
        : this(name, shape, () => values.Span)
    {
    }
}

/// <summary>Writes safetensors files. The same content gives the same bytes.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int Chunk = 1 << 12;

    /// <summary>Writes a file: whole, or not at all.</summary>
    /// <param name="metadata">Texts for the header; written in ordinal order of their keys.</param>
    /// <param name="tensors">Written in this order.</param>
    /// <exception cref="ArgumentException">A name comes twice or is reserved, a dimension is negative, or values are not as many as the shape says.</exception>
    /// <exception cref="IOException">The file can't be written. What was there before is still there.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, string> metadata, IEnumerable<SafetensorsSource> tensors) =>
        AtomicFile.Write(path, stream => Write(stream, metadata, tensors));

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyDictionary{string, string}, IEnumerable{SafetensorsSource})"/>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IEnumerable<SafetensorsSource> tensors)
    {
        var sources = tensors.ToArray();
        var header = Header(metadata, sources);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var source in sources)
            WriteValues(stream, source);
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyDictionary<string, string> metadata, SafetensorsSource[] sources)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataKey };
            long begin = 0;
            foreach (var source in sources)
            {
                if (!names.Add(source.Name))
                    throw new ArgumentException($"Found the tensor name \"{source.Name}\" twice or reserved, expected a name of its own.", nameof(sources));

                var end = checked(begin + Length(source) * sizeof(float));
                WriteEntry(json, source, begin, end);
                begin = end;
            }

            json.WriteEndObject();
        }

        // Spaces up to the next multiple, so that the data behind prefix and header is aligned when the file is mapped.
        var padding = (Alignment - header.WrittenCount % Alignment) % Alignment;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header.WrittenSpan;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
            return;

        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsSource source, long begin, long end)
    {
        json.WriteStartObject(source.Name);
        json.WriteString("dtype", SafetensorsDtype.Float32);
        json.WriteStartArray("shape");
        foreach (var dimension in source.Shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValues(Stream stream, SafetensorsSource source)
    {
        var values = source.Values();
        if (values.Length != Length(source))
        {
            throw new ArgumentException(
                $"Found {values.Length} values for tensor \"{source.Name}\", expected {Length(source)}: {string.Join(" x ", source.Shape)}.", nameof(source));
        }

        Span<byte> buffer = stackalloc byte[Chunk * sizeof(float)];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, Chunk);
            stream.Write(SafetensorsDtype.FromFloats(values[..count], buffer));
            values = values[count..];
        }
    }

    private static long Length(SafetensorsSource source)
    {
        long length = 1;
        foreach (var dimension in source.Shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(source));
            length = checked(length * dimension);
        }

        return length;
    }
}
