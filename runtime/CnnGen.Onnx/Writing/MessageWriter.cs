using System.Text;
using CnnGen.Onnx.Tensors;
using Google.Protobuf;

namespace CnnGen.Onnx.Writing;

/// <summary>
/// Writes the fields of messages in protobuf's wire format, or only counts their bytes: a message inside another one is preceded by its length,
/// so that it is gone through twice. Zeros and empty texts are left out.
/// </summary>
internal sealed class MessageWriter
{
    private readonly Stream? _stream;
    private readonly CodedOutputStream? _output;

    /// <summary>Counts.</summary>
    private MessageWriter()
    {
    }

    public MessageWriter(Stream stream) => (_stream, _output) = (stream, new CodedOutputStream(stream, leaveOpen: true));

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    public void Int64(int field, long value)
    {
        if (value != 0)
            Int64Always(field, value);
    }

    /// <summary>A number that means something where it is zero.</summary>
    public void Int64Always(int field, long value)
    {
        Tag(field, WireFormat.WireType.Varint);
        Length += CodedOutputStream.ComputeInt64Size(value);
        _output?.WriteInt64(value);
    }

    public void SingleAlways(int field, float value)
    {
        Tag(field, WireFormat.WireType.Fixed32);
        Length += sizeof(float);
        _output?.WriteFloat(value);
    }

    public void Text(int field, string value)
    {
        if (value.Length > 0)
            TextAlways(field, value);
    }

    /// <summary>A text that has a place in a list.</summary>
    public void TextAlways(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlyMemory<byte> value) => Content(field, new StoredContent(TensorField.Raw, value));

    /// <summary>A run of bytes that may be made while it is written.</summary>
    public void Content(int field, TensorContent content)
    {
        Start(field, content.Length);
        Length += content.Length;
        if (_stream is null)
            return;
        Flush();
        content.WriteTo(_stream);
    }

    /// <summary>A list of numbers.</summary>
    public void Int64s(int field, IReadOnlyList<long> values)
    {
        if (values.Count == 0)
            return;
        Start(field, values.Sum(CodedOutputStream.ComputeInt64Size));
        foreach (var value in values)
        {
            Length += CodedOutputStream.ComputeInt64Size(value);
            _output?.WriteInt64(value);
        }
    }

    /// <inheritdoc cref="Int64s"/>
    public void Singles(int field, IReadOnlyList<float> values)
    {
        if (values.Count == 0)
            return;
        Start(field, values.Count * sizeof(float));
        Length += values.Count * sizeof(float);
        foreach (var value in values)
            _output?.WriteFloat(value);
    }

    /// <summary>A message.</summary>
    public void Message(int field, Action<MessageWriter> write)
    {
        var counter = new MessageWriter();
        write(counter);
        Start(field, counter.Length);
        if (_output is null)
            Length += counter.Length;
        else
            write(this);
    }

    public void Flush() => _output?.Flush();

    private void Start(int field, long length)
    {
        if (length > int.MaxValue)
            throw new NotSupportedException($"Found a model of more than {int.MaxValue} bytes, expected at most as many in one ONNX file.");
        Tag(field, WireFormat.WireType.LengthDelimited);
        Length += CodedOutputStream.ComputeLengthSize((int)length);
        _output?.WriteLength((int)length);
    }

    private void Tag(int field, WireFormat.WireType type)
    {
        Length += CodedOutputStream.ComputeTagSize(field);
        _output?.WriteTag(field, type);
    }
}
