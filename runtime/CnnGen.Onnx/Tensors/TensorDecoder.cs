using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace CnnGen.Onnx.Tensors;

/// <summary>Elements of any numeric type as numbers of one type.</summary>
internal static class TensorDecoder
{
    /// <summary>The lengths of the tensor's data and shape were compared when it was made.</summary>
    public static T[] Decode<T>(OnnxTensor tensor)
        where T : unmanaged, INumberBase<T>
    {
        if (tensor.Length > Array.MaxLength)
            throw new InvalidDataException($"Found {tensor.Length} elements in tensor \"{tensor.Name}\", expected at most {Array.MaxLength}.");
        var bytes = tensor.Content.Load();
        return tensor.Content.Field switch
        {
            TensorField.Raw => FromRaw<T>(tensor.ElementType, bytes.Span),
            TensorField.Float => Cast<float, T>(bytes.Span),
            TensorField.Double => Cast<double, T>(bytes.Span),
            _ => FromVarints<T>(tensor.ElementType, bytes, (int)tensor.Length),
        };
    }

    private static T[] FromRaw<T>(OnnxElementType type, ReadOnlySpan<byte> bytes)
        where T : unmanaged, INumberBase<T> => type switch
        {
            OnnxElementType.Float => Cast<float, T>(bytes),
            OnnxElementType.Double => Cast<double, T>(bytes),
            OnnxElementType.Float16 => Cast<Half, T>(bytes),
            OnnxElementType.BFloat16 => Array.ConvertAll(Cast<ushort, int>(bytes), bits => T.CreateTruncating(FromBFloat16(bits))),
            OnnxElementType.Int64 => Cast<long, T>(bytes),
            OnnxElementType.UInt64 => Cast<ulong, T>(bytes),
            OnnxElementType.Int32 => Cast<int, T>(bytes),
            OnnxElementType.UInt32 => Cast<uint, T>(bytes),
            OnnxElementType.Int16 => Cast<short, T>(bytes),
            OnnxElementType.UInt16 => Cast<ushort, T>(bytes),
            OnnxElementType.Int8 => Cast<sbyte, T>(bytes),
            _ => Cast<byte, T>(bytes),
        };

    private static T[] Cast<TSource, T>(ReadOnlySpan<byte> bytes)
        where TSource : unmanaged, INumberBase<TSource>
        where T : unmanaged, INumberBase<T>
    {
        var source = new TSource[bytes.Length / Marshal.SizeOf<TSource>()];
        var own = MemoryMarshal.AsBytes(source.AsSpan());
        bytes.CopyTo(own);
        LittleEndian.Convert(own, Marshal.SizeOf<TSource>());
        return source is T[] same ? same : Array.ConvertAll(source, T.CreateTruncating);
    }

    private static T[] FromVarints<T>(OnnxElementType type, ReadOnlyMemory<byte> bytes, int count)
        where T : unmanaged, INumberBase<T>
    {
        var values = new T[count];
        // The data is part of the bytes of a file: a slice without a copy.
        var input = MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new CodedInputStream(segment.Array!, segment.Offset, segment.Count)
            : new CodedInputStream(bytes.ToArray());
        for (var i = 0; i < count; i++)
        {
            var value = input.ReadInt64();
            values[i] = type switch
            {
                OnnxElementType.Float16 => T.CreateTruncating(BitConverter.UInt16BitsToHalf((ushort)value)),
                OnnxElementType.BFloat16 => T.CreateTruncating(FromBFloat16((int)value)),
                OnnxElementType.UInt64 => T.CreateTruncating((ulong)value),
                OnnxElementType.UInt32 => T.CreateTruncating((uint)value),
                OnnxElementType.Int32 => T.CreateTruncating((int)value),
                OnnxElementType.UInt16 => T.CreateTruncating((ushort)value),
                OnnxElementType.Int16 => T.CreateTruncating((short)value),
                OnnxElementType.UInt8 => T.CreateTruncating((byte)value),
                OnnxElementType.Int8 => T.CreateTruncating((sbyte)value),
                OnnxElementType.Bool => value != 0 ? T.One : T.Zero,
                _ => T.CreateTruncating(value),
            };
        }

        return values;
    }

    private static float FromBFloat16(int bits) => BitConverter.Int32BitsToSingle(bits << 16);
}
