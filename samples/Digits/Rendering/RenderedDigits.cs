using CnnGen;

namespace DigitsSample.Rendering;

/// <summary>Images of digits that the sample draws itself; they are held as bytes.</summary>
internal sealed class RenderedDigits : IDataset
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    private RenderedDigits(byte[] pixels, byte[] labels) => (_pixels, _labels) = (pixels, labels);

    public int Count => _labels.Length;

    public int InputLength => DigitRenderer.Side * DigitRenderer.Side;

    public int TargetLength => 1;

    /// <summary>Draws so many images; each depends on the seed and its place alone.</summary>
    public static RenderedDigits Create(int count, ulong seed)
    {
        const int Length = DigitRenderer.Side * DigitRenderer.Side;
        var pixels = new byte[count * Length];
        var labels = new byte[count];
        Parallel.For(0, count, index => labels[index] = (byte)DigitRenderer.Render(seed, index, pixels.AsSpan(index * Length, Length)));
        return new RenderedDigits(pixels, labels);
    }

    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(index * InputLength, InputLength);

    public int Label(int index) => _labels[index];

    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(Image(index));
        sample.Target[0] = _labels[index];
    }
}
