namespace CnnGen.Onnx.Tests.Codec;

internal static class RoundTrip
{
    /// <summary>The bytes of a model.</summary>
    public static byte[] Of(OnnxModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
