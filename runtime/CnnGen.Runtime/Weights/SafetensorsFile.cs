using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>
/// A safetensors file, open for reading: named tensors and a map of texts. The header is read and checked at once, a tensor when it is asked for.
/// The format is described at https://github.com/huggingface/safetensors. Not for several threads at a time.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int MaxHeaderLength = 100_000_000;
    private const int Chunk = 1 << 14;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly long _dataStart;
    private readonly bool _leaveOpen;
    private readonly Dictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(Stream stream, string name, bool leaveOpen)
    {
        (_stream, _name, _leaveOpen) = (stream, name, leaveOpen);
        var start = stream.Position;
        var length = stream.Length - start;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (length < prefix.Length)
            throw new InvalidDataException($"{name}: found {length} bytes, expected at least {prefix.Length}; the file is cut off.");

        Fill(prefix);
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var limit = Math.Min(MaxHeaderLength, length - prefix.Length);
        if (headerLength > (ulong)limit)
        {
            throw new InvalidDataException(
                $"{name}: found a header of {headerLength} bytes, expected at most {limit}; the file is cut off or no safetensors file.");
        }

        var header = new byte[headerLength];
        Fill(header);
        _dataStart = stream.Position;
        (var metadata, var tensors) = SafetensorsHeader.Read(header, length - prefix.Length - header.Length, name);
        (Metadata, Tensors) = (metadata, tensors);
        _entries = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The texts of the header's "__metadata__".</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Tensors { get; }

    /// <summary>Where the data starts, in bytes from the start of the stream.</summary>
    internal long DataStart => _dataStart;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no safetensors file, or is damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsFile(stream, path, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a seekable stream, from where it stands to its end. The stream is left open.</summary>
    /// <param name="name">What to call the stream in errors.</param>
    /// <exception cref="InvalidDataException">The content is no safetensors file, or is damaged.</exception>
    public static SafetensorsFile Open(Stream stream, string name) => new(stream, name, leaveOpen: true);

    /// <summary>The tensor of this name, or null.</summary>
    public SafetensorsEntry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Reads a tensor of type F32, F16, BF16 or F64 as floats. F64 is rounded to the nearest float.</summary>
    /// <param name="values">As long as the tensor.</param>
    /// <exception cref="ArgumentException">There is no tensor of this name, or it has another length.</exception>
    /// <exception cref="InvalidDataException">The tensor is of another type, or the file has become shorter.</exception>
    public void CopyTo(string name, Span<float> values)
    {
        var entry = Find(name) ?? throw new ArgumentException($"{_name}: found no tensor \"{name}\".", nameof(name));
        if (entry.Length != values.Length)
            throw new ArgumentException($"{_name}: found {entry.Length} values in tensor \"{name}\", expected {values.Length}.", nameof(values));
        if (!SafetensorsDtype.IsReadable(entry.Dtype))
        {
            throw new InvalidDataException(
                $"{_name}: found the element type {entry.Dtype} in tensor \"{name}\", expected {SafetensorsDtype.Readable}; convert the file.");
        }

        _stream.Position = _dataStart + entry.Begin;
        if (entry.Dtype == SafetensorsDtype.Float32 && BitConverter.IsLittleEndian)
        {
            Fill(MemoryMarshal.AsBytes(values));
            return;
        }

        var size = SafetensorsDtype.Size(entry.Dtype)!.Value;
        Span<byte> bytes = stackalloc byte[Chunk];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, Chunk / size);
            Fill(bytes[..(count * size)]);
            SafetensorsDtype.ToFloats(entry.Dtype, bytes, values[..count]);
            values = values[count..];
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private void Fill(Span<byte> bytes)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException($"{_name}: found the end of the file, expected more data; the file is cut off.");
    }
}
