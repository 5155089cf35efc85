using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>The element types of safetensors files, little-endian, and how those that are numbers with a fraction become floats.</summary>
internal static class SafetensorsDtype
{
    public const string Float32 = "F32";

    /// <summary>What can be read as floats, for messages.</summary>
    public const string Readable = "F32, F16, BF16 or F64";

    /// <summary>Bytes of an element; null for a type that is not known.</summary>
    public static int? Size(string dtype) => dtype switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or Float32 => 4,
        "U64" or "I64" or "F64" or "C64" => 8,
        _ => null,
    };

    public static bool IsReadable(string dtype) => dtype is Float32 or "F16" or "BF16" or "F64";

    /// <summary>Converts elements of a readable type. F64 is rounded to the nearest float; the others are exact.</summary>
    public static void ToFloats(string dtype, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (dtype)
        {
            case Float32:
                for (var i = 0; i < values.Length; i++)
                    values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case "F16":
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                break;
            case "BF16":
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            case "F64":
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            default:
                throw new ArgumentException($"Found the element type {dtype}, expected {Readable}.", nameof(dtype));
        }
    }

    /// <summary>The bytes of floats in the order of the file, as they lie in memory or by way of the buffer, which holds as many bytes.</summary>
    public static ReadOnlySpan<byte> FromFloats(ReadOnlySpan<float> values, Span<byte> buffer)
    {
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.AsBytes(values);

        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(buffer[(4 * i)..], values[i]);
        return buffer[..(4 * values.Length)];
    }
}
