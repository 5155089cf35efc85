namespace CnnGen.Onnx.Reading;

/// <summary>Names, types and shapes.</summary>
internal static class ValueReader
{
    public static OnnxValueInfo Value(MessageReader reader)
    {
        string name = "", documentation = "";
        var (kind, elementType) = (OnnxValueKind.Unknown, OnnxElementType.Undefined);
        List<OnnxDimension>? shape = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: (kind, elementType, shape) = Type(reader.Message()); break;
                case 3: documentation = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxValueInfo { Name = name, DocString = documentation, Kind = kind, ElementType = elementType, Shape = shape };
    }

    /// <summary>A type. What lists and maps consist of is skipped, so that types inside of types can't nest without end.</summary>
    private static (OnnxValueKind Kind, OnnxElementType ElementType, List<OnnxDimension>? Shape) Type(MessageReader reader)
    {
        var (kind, elementType) = (OnnxValueKind.Unknown, OnnxElementType.Undefined);
        List<OnnxDimension>? shape = null;
        while (reader.Next())
        {
            var found = reader.Field switch
            {
                1 => OnnxValueKind.Tensor,
                4 => OnnxValueKind.Sequence,
                5 => OnnxValueKind.Map,
                8 => OnnxValueKind.SparseTensor,
                9 => OnnxValueKind.Optional,
                _ => OnnxValueKind.Unknown,
            };
            if (found != OnnxValueKind.Unknown)
                kind = found;
            if (found == OnnxValueKind.Tensor)
                (elementType, shape) = TensorType(reader.Message());
            else
                reader.Skip();
        }

        return (kind, elementType, shape);
    }

    private static (OnnxElementType ElementType, List<OnnxDimension>? Shape) TensorType(MessageReader reader)
    {
        var elementType = OnnxElementType.Undefined;
        List<OnnxDimension>? shape = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: elementType = TensorReader.ElementType(reader); break;
                case 2: shape = Shape(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }

        return (elementType, shape);
    }

    private static List<OnnxDimension> Shape(MessageReader reader)
    {
        List<OnnxDimension> shape = [];
        while (reader.Next())
        {
            if (reader.Field == 1)
                shape.Add(Dimension(reader.Message()));
            else
                reader.Skip();
        }

        return shape;
    }

    private static OnnxDimension Dimension(MessageReader reader)
    {
        long? value = null;
        var symbol = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: value = reader.Int64(); break;
                case 2: symbol = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxDimension(value, symbol);
    }
}
