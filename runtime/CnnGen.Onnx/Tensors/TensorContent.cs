using System.Runtime.InteropServices;

namespace CnnGen.Onnx.Tensors;

/// <summary>The values of a tensor, wherever they are.</summary>
internal abstract class TensorContent
{
    /// <summary>The field that holds them in a file.</summary>
    public virtual TensorField Field => TensorField.Raw;

    /// <summary>Bytes in that field.</summary>
    public abstract long Length { get; }

    /// <summary>The bytes of the field.</summary>
    public abstract ReadOnlyMemory<byte> Load();

    /// <summary>Writes the bytes of the field.</summary>
    public virtual void WriteTo(Stream stream) => stream.Write(Load().Span);
}

/// <summary>Values in memory: raw, or packed numbers of another field.</summary>
internal sealed class StoredContent(TensorField kind, ReadOnlyMemory<byte> bytes) : TensorContent
{
    public override TensorField Field => kind;

    public override long Length => bytes.Length;

    /// <summary>Raw values: little-endian.</summary>
    public static StoredContent Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        LittleEndian.Convert(bytes, Marshal.SizeOf<T>());
        return new StoredContent(TensorField.Raw, bytes);
    }

    public override ReadOnlyMemory<byte> Load() => bytes;
}

/// <summary>Texts.</summary>
internal sealed class TextContent(IReadOnlyList<ReadOnlyMemory<byte>> values) : TensorContent
{
    public override TensorField Field => TensorField.Strings;

    public override long Length => values.Sum(value => (long)value.Length);

    public IReadOnlyList<ReadOnlyMemory<byte>> Values => values;

    public override ReadOnlyMemory<byte> Load() => throw new InvalidOperationException("Texts are no single run of bytes.");
}

/// <summary>Values that are made while they are written, so that weights need no second copy in memory.</summary>
/// <param name="length">Bytes that <paramref name="write"/> writes.</param>
internal sealed class StreamedContent(long length, Action<Stream> write) : TensorContent
{
    public override long Length => length;

    public override ReadOnlyMemory<byte> Load()
    {
        using var stream = new MemoryStream(checked((int)length));
        write(stream);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    public override void WriteTo(Stream stream) => write(stream);
}

/// <summary>Values in a part of another file, checked when the model was read and read when they are asked for.</summary>
internal sealed class ExternalContent(string path, long offset, long length) : TensorContent
{
    public override long Length => length;

    public override ReadOnlyMemory<byte> Load()
    {
        if (length > Array.MaxLength)
            throw new InvalidDataException($"{path}: found a tensor of {length} bytes, expected at most {Array.MaxLength}.");
        using var file = File.OpenHandle(path);
        if (RandomAccess.GetLength(file) - offset < length)
            throw Shorter();
        var bytes = new byte[length];
        for (var read = 0; read < bytes.Length;)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(read), offset + read);
            if (count == 0)
                throw Shorter();
            read += count;
        }

        return bytes;
    }

    private InvalidDataException Shorter() => new($"{path}: expected {length} bytes from {offset} on; the file has become shorter since the model was read.");
}
