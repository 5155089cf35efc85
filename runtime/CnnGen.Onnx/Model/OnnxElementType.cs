namespace CnnGen.Onnx;

/// <summary>The type of a tensor's elements, with ONNX's numbers.</summary>
public enum OnnxElementType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>0 to 255.</summary>
    UInt8 = 2,

    /// <summary>-128 to 127.</summary>
    Int8 = 3,

    /// <summary>0 to 65535.</summary>
    UInt16 = 4,

    /// <summary>-32768 to 32767.</summary>
    Int16 = 5,

    /// <summary>32-bit whole numbers.</summary>
    Int32 = 6,

    /// <summary>64-bit whole numbers.</summary>
    Int64 = 7,

    /// <summary>UTF-8 texts.</summary>
    String = 8,

    /// <summary>A byte, 0 or 1.</summary>
    Bool = 9,

    /// <summary>IEEE 754 half precision.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point.</summary>
    Double = 11,

    /// <summary>32-bit whole numbers without a sign.</summary>
    UInt32 = 12,

    /// <summary>64-bit whole numbers without a sign.</summary>
    UInt64 = 13,

    /// <summary>Two floats.</summary>
    Complex64 = 14,

    /// <summary>Two doubles.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a float.</summary>
    BFloat16 = 16,

    /// <summary>8-bit floating point, 4 bits of exponent, finite.</summary>
    Float8E4M3FN = 17,

    /// <summary>8-bit floating point, 4 bits of exponent, no negative zero.</summary>
    Float8E4M3FNUZ = 18,

    /// <summary>8-bit floating point, 5 bits of exponent.</summary>
    Float8E5M2 = 19,

    /// <summary>8-bit floating point, 5 bits of exponent, no negative zero.</summary>
    Float8E5M2FNUZ = 20,

    /// <summary>0 to 15, two in a byte.</summary>
    UInt4 = 21,

    /// <summary>-8 to 7, two in a byte.</summary>
    Int4 = 22,

    /// <summary>4-bit floating point, two in a byte.</summary>
    Float4E2M1 = 23,

    /// <summary>8 bits of exponent and nothing else.</summary>
    Float8E8M0 = 24,

    /// <summary>0 to 3, four in a byte.</summary>
    UInt2 = 25,

    /// <summary>-2 to 1, four in a byte.</summary>
    Int2 = 26,
}
