namespace CnnGen.Onnx.Tensors;

/// <summary>Sizes of element types and of tensors.</summary>
internal static class ElementTypes
{
    /// <summary>Bits of an element in raw data; 0 for texts, which are never raw.</summary>
    public static int BitsOf(OnnxElementType type) => type switch
    {
        OnnxElementType.Complex128 => 128,
        OnnxElementType.Int64 or OnnxElementType.UInt64 or OnnxElementType.Double or OnnxElementType.Complex64 => 64,
        OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.UInt32 => 32,
        OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 16,
        OnnxElementType.UInt4 or OnnxElementType.Int4 or OnnxElementType.Float4E2M1 => 4,
        OnnxElementType.UInt2 or OnnxElementType.Int2 => 2,
        OnnxElementType.String or OnnxElementType.Undefined => 0,
        _ => 8,
    };

    /// <summary>Whether elements are whole numbers of at least 8 bits, or truth values.</summary>
    public static bool IsWhole(OnnxElementType type) => type
        is OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Int32
        or OnnxElementType.UInt32 or OnnxElementType.Int64 or OnnxElementType.UInt64 or OnnxElementType.Bool;

    /// <summary>The field of a tensor in a file that may hold elements of the type one by one.</summary>
    public static TensorField FieldOf(OnnxElementType type) => type switch
    {
        OnnxElementType.Float or OnnxElementType.Complex64 => TensorField.Float,
        OnnxElementType.Double or OnnxElementType.Complex128 => TensorField.Double,
        OnnxElementType.Int64 => TensorField.Int64,
        OnnxElementType.UInt32 or OnnxElementType.UInt64 => TensorField.UInt64,
        OnnxElementType.String => TensorField.Strings,
        _ => TensorField.Int32,
    };

    /// <summary>Bytes of so many elements in raw data, the last one filled up.</summary>
    public static long BytesOf(OnnxElementType type, long count) => checked((long)(((Int128)count * BitsOf(type) + 7) / 8));

    /// <summary>The number of elements. Throws <see cref="OverflowException"/> beyond 2^59, so that bytes can be counted.</summary>
    public static long CountOf(IReadOnlyList<long> shape)
    {
        Int128 count = 1;
        foreach (var dimension in shape)
        {
            count *= dimension;
            if (dimension < 0 || count > 1L << 59)
                throw new OverflowException($"Found a shape of {string.Join(" x ", shape)}.");
        }

        return (long)count;
    }
}

/// <summary>The fields of a tensor that may hold its elements, with their numbers.</summary>
internal enum TensorField
{
    Float = 4,
    Int32 = 5,
    Strings = 6,
    Int64 = 7,
    Raw = 9,
    Double = 10,
    UInt64 = 11,
}
