using System.Text;
using Google.Protobuf;

namespace CnnGen.Onnx.Reading;

/// <summary>The fields of one message of protobuf's wire format, one after another. Bytes are parts of the file, not copies.</summary>
internal sealed class MessageReader
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CodedInputStream _input;
    private WireFormat.WireType _wireType;

    public MessageReader(OnnxFile file)
        : this(file, 0, file.Content.Length)
    {
    }

    private MessageReader(OnnxFile file, int start, int length) => (File, _input) = (file, new CodedInputStream(file.Content, start, length));

    public OnnxFile File { get; }

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; false at the end. Every field that was come to has to be read or skipped, once.</summary>
    public bool Next()
    {
        var tag = _input.ReadTag();
        Field = WireFormat.GetTagFieldNumber(tag);
        _wireType = WireFormat.GetTagWireType(tag);
        return tag != 0;
    }

    public void Skip() => _input.SkipLastField();

    public long Int64()
    {
        Expect(WireFormat.WireType.Varint);
        return _input.ReadInt64();
    }

    public int Int32() => (int)Int64();

    public float Single()
    {
        Expect(WireFormat.WireType.Fixed32);
        return _input.ReadFloat();
    }

    /// <summary>The content of a field that is a run of bytes.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        var (start, length) = Span();
        return File.Content.AsMemory(start, length);
    }

    /// <summary>The bytes of one or more numbers: packed, or one that stands alone.</summary>
    public ReadOnlyMemory<byte> Packed(WireFormat.WireType alone)
    {
        if (_wireType != WireFormat.WireType.LengthDelimited)
            Expect(alone);
        var (start, length) = Span();
        return File.Content.AsMemory(start, length);
    }

    public string Text()
    {
        var bytes = Bytes();
        File.Count();
        try
        {
            return s_utf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            throw File.Error($"bytes that are no UTF-8 in the text that ends at byte {_input.Position}", "UTF-8");
        }
    }

    /// <summary>A message inside this one.</summary>
    public MessageReader Message()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        File.Count();
        var (start, length) = Span();
        return new MessageReader(File, start, length);
    }

    /// <summary>Adds one or more whole numbers.</summary>
    public void Int64s(List<long> values)
    {
        foreach (var input in Numbers(WireFormat.WireType.Varint))
            values.Add(input.ReadInt64());
    }

    /// <summary>Adds one or more numbers.</summary>
    public void Singles(List<float> values)
    {
        foreach (var input in Numbers(WireFormat.WireType.Fixed32))
            values.Add(input.ReadFloat());
    }

    /// <summary>The stream, once before each number.</summary>
    private IEnumerable<CodedInputStream> Numbers(WireFormat.WireType alone)
    {
        if (_wireType != WireFormat.WireType.LengthDelimited)
            Expect(alone);
        var (start, length) = Span();
        var input = new CodedInputStream(File.Content, start, length);
        while (!input.IsAtEnd)
        {
            File.Count();
            yield return input;
        }
    }

    /// <summary>Goes behind the field's value and says where that is, without the length before a run of bytes.</summary>
    private (int Start, int Length) Span()
    {
        var start = (int)_input.Position;
        _input.SkipLastField();
        if (_wireType == WireFormat.WireType.LengthDelimited)
        {
            // The length, which the skip has checked: seven bits a byte, the last one without the upper bit.
            while (File.Content[start++] >= 0x80)
            {
            }
        }

        return (start, (int)_input.Position - start);
    }

    private void Expect(WireFormat.WireType type)
    {
        if (_wireType != type)
            throw File.Error($"{_wireType} as field {Field} at byte {_input.Position}", type.ToString());
    }
}
