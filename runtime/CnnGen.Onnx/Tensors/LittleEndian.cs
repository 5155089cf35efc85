namespace CnnGen.Onnx.Tensors;

/// <summary>ONNX's order of bytes.</summary>
internal static class LittleEndian
{
    /// <summary>Turns values between this machine's order of bytes and ONNX's, in place: nothing to do on most machines.</summary>
    public static void Convert(Span<byte> bytes, int elementSize)
    {
        if (BitConverter.IsLittleEndian)
            return;
        for (; bytes.Length >= elementSize; bytes = bytes[elementSize..])
            bytes[..elementSize].Reverse();
    }
}
