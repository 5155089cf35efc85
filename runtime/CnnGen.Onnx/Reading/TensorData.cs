using CnnGen.Onnx.Tensors;

namespace CnnGen.Onnx.Reading;

/// <summary>The data fields of a tensor as they are come to. A field in one piece, as almost all are, stays a part of the file.</summary>
internal sealed class TensorData
{
    private readonly List<ReadOnlyMemory<byte>> _texts = [];
    private TensorField? _field;
    private bool _mixed;
    private ReadOnlyMemory<byte> _bytes;
    private MemoryStream? _pieces;

    public void AddText(ReadOnlyMemory<byte> text)
    {
        Enter(TensorField.Strings);
        _texts.Add(text);
    }

    public void Add(TensorField field, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        Enter(field);
        if (_bytes.IsEmpty)
        {
            _bytes = bytes;
            return;
        }

        if (_pieces is null)
        {
            _pieces = new MemoryStream();
            _pieces.Write(_bytes.Span);
        }

        _pieces.Write(bytes.Span);
    }

    /// <summary>The data, if it is as much as the shape says.</summary>
    public TensorContent Content(OnnxFile file, string name, OnnxElementType type, long count)
    {
        var field = _field ?? (type == OnnxElementType.String ? TensorField.Strings : TensorField.Raw);
        var expected = ElementTypes.FieldOf(type);
        if (_mixed || (field != expected && (field != TensorField.Raw || type == OnnxElementType.String)))
            throw file.Error($"data of tensor \"{name}\", which is {type}, in the field {field}{(_mixed ? " and others" : "")}", $"one field, {expected} or Raw");
        if (field == TensorField.Strings)
            return _texts.Count == count ? new TextContent(_texts) : throw Wrong(file, name, $"{_texts.Count} texts", count);
        var bytes = _pieces is null ? _bytes : _pieces.GetBuffer().AsMemory(0, (int)_pieces.Length);
        var found = bytes.Length;
        var wanted = ElementTypes.BytesOf(type, count);
        if (field is TensorField.Int32 or TensorField.Int64 or TensorField.UInt64)
        {
            // Elements of less than a byte share a number, others have one each; a number ends at a byte without the upper bit.
            found = Ends(bytes.Span);
            wanted = ElementTypes.BitsOf(type) < 8 ? wanted : count;
            if (!bytes.IsEmpty && bytes.Span[^1] >= 0x80)
                throw file.Error($"a number that does not end in tensor \"{name}\"", "whole numbers");
        }

        return found == wanted ? new StoredContent(field, bytes) : throw Wrong(file, name, $"{found} {(wanted == count ? "numbers" : "bytes")}", wanted);
    }

    private static InvalidDataException Wrong(OnnxFile file, string name, string found, long expected) => file.Error($"{found} in tensor \"{name}\"", $"{expected} by its shape");

    private static int Ends(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b < 0x80 ? 1 : 0;
        return count;
    }

    private void Enter(TensorField field)
    {
        _mixed |= _field is { } other && other != field;
        _field = field;
    }
}
