using CnnGen;
using DigitsSample.Rendering;

namespace CifarSample;

/// <summary>Images of CIFAR's size without its files: a drawn digit, in one colour on another. Each depends on the seed and its place alone.</summary>
internal sealed class ColouredDigits(int count, ulong seed) : IDataset
{
    private const int Side = 32;
    private const int Channels = 3;
    private const int Border = (Side - DigitRenderer.Side) / 2;

    // A digit and its ground differ by at least so much in each channel.
    private const int LeastContrast = 80;

    private readonly RenderedDigits _digits = RenderedDigits.Create(count, seed);

    public int Count => _digits.Count;

    public int InputLength => Side * Side * Channels;

    public int TargetLength => 1;

    public void Read(int index, SampleWriter sample)
    {
        Span<byte> pixels = stackalloc byte[InputLength];
        var digit = _digits.Image(index);
        var random = new RandomStream(seed, RandomPurpose.Augmentation, 1, (uint)index);
        for (int channel = 0; channel < Channels; channel++)
        {
            int ground = random.NextIndex(256 - LeastContrast);
            int ink = ground + LeastContrast + random.NextIndex(256 - LeastContrast - ground);
            for (int place = 0; place < Side * Side; place++)
            {
                int y = place / Side - Border;
                int x = place % Side - Border;
                bool inside = y >= 0 && y < DigitRenderer.Side && x >= 0 && x < DigitRenderer.Side;
                int coverage = inside ? digit[(y * DigitRenderer.Side) + x] : 0;
                pixels[(place * Channels) + channel] = (byte)(ground + ((ink - ground) * coverage / 255));
            }
        }

        sample.SetPixels(pixels);
        sample.Target[0] = _digits.Label(index);
    }
}
