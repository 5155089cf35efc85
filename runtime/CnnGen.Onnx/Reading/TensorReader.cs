using CnnGen.Onnx.Tensors;
using Google.Protobuf;

namespace CnnGen.Onnx.Reading;

/// <summary>Tensors. Their data is compared with their shape at once and decoded when it is asked for.</summary>
internal static class TensorReader
{
    private const int MaxRank = 64;

    public static OnnxTensor ReadFile(OnnxFile file)
    {
        try
        {
            return Tensor(new MessageReader(file));
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw ModelReader.Damaged(file, exception);
        }
    }

    public static OnnxElementType ElementType(MessageReader reader)
    {
        var number = reader.Int64();
        return number is >= 0 and <= (long)OnnxElementType.Int2
            ? (OnnxElementType)number
            : throw reader.File.Error($"the element type {number}", $"0 to {(int)OnnxElementType.Int2}");
    }

    public static OnnxTensor Tensor(MessageReader reader)
    {
        var file = reader.File;
        var (name, type, isExternal) = ("", OnnxElementType.Undefined, false);
        List<long> shape = [];
        List<KeyValuePair<string, string>> external = [];
        var data = new TensorData();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Int64s(shape); break;
                case 2: type = ElementType(reader); break;
                case 3: throw file.Error($"a segment of tensor \"{name}\"", "whole tensors");
                case 8: name = reader.Text(); break;
                case 13: external.Add(ModelReader.Entry(reader.Message())); break;
                case 14: isExternal = reader.Int64() == 1; break;
                case (int)TensorField.Strings: file.Count(); data.AddText(reader.Bytes()); break;
                case (int)TensorField.Float: data.Add(TensorField.Float, reader.Packed(WireFormat.WireType.Fixed32)); break;
                case (int)TensorField.Double: data.Add(TensorField.Double, reader.Packed(WireFormat.WireType.Fixed64)); break;
                case (int)TensorField.Int32 or (int)TensorField.Int64 or (int)TensorField.UInt64:
                    data.Add((TensorField)reader.Field, reader.Packed(WireFormat.WireType.Varint));
                    break;
                case (int)TensorField.Raw: data.Add(TensorField.Raw, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        if (type == OnnxElementType.Undefined)
            throw file.Error($"tensor \"{name}\" without an element type", "one");
        if (shape.Count > MaxRank || shape.Any(dimension => dimension < 0))
            throw file.Error($"the shape [{string.Join(", ", shape.Take(MaxRank))}] of tensor \"{name}\"", $"at most {MaxRank} dimensions from 0 on");
        long count;
        try
        {
            count = ElementTypes.CountOf(shape);
        }
        catch (OverflowException)
        {
            throw file.Error($"the shape [{string.Join(", ", shape)}] of tensor \"{name}\"", "fewer elements");
        }

        var content = isExternal
            ? ExternalData.Find(file, name, external, ElementTypes.BytesOf(type, count))
            : data.Content(file, name, type, count);
        return new OnnxTensor(name, type, shape, content);
    }
}
