namespace CnnGen.Networks.Tests.Data;

/// <summary>Digits as a pocket calculator shows them, 28 x 28 x 1, at random places and with noise. Each is drawn when it is read; sample i shows i modulo 10.</summary>
internal sealed class SegmentDigits(int count, ulong seed = 1) : IDataset
{
    public const int Side = 28;
    public const int Pixels = Side * Side;
    private const int Width = 10;
    private const int Height = 17;
    private const int Thickness = 3;

    /// <summary>Left, top, width and height of each segment: top, upper right, lower right, bottom, lower left, upper left, middle.</summary>
    private static readonly (int X, int Y, int Width, int Height)[] s_segments =
    [
        (0, 0, Width, Thickness), (7, 0, Thickness, 10), (7, 7, Thickness, 10), (0, 14, Width, Thickness),
        (0, 7, Thickness, 10), (0, 0, Thickness, 10), (0, 7, Width, Thickness),
    ];

    /// <summary>The segments that shine for each digit: bit i is segment i.</summary>
    private static readonly byte[] s_shining = [0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F];

    public int Count => count;

    public int InputLength => Pixels;

    public int TargetLength => 1;

    public void Read(int index, SampleWriter sample)
    {
        Span<byte> pixels = stackalloc byte[Pixels];
        Draw(index, pixels);
        sample.SetPixels(pixels);
        sample.Target[0] = index % 10;
    }

    public byte[] Image(int index)
    {
        var pixels = new byte[Pixels];
        Draw(index, pixels);
        return pixels;
    }

    /// <summary>The image as floats from 0 to 1, as the network makes them of bytes.</summary>
    public float[] FloatImage(int index) => [.. Image(index).Select(pixel => pixel * 0.003921569f)];

    /// <summary>The first images, one after another.</summary>
    public byte[] Images(int number) => [.. Enumerable.Range(0, number).SelectMany(Image)];

    private void Draw(int index, Span<byte> pixels)
    {
        var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, (uint)index);
        for (var i = 0; i < Pixels; i += sizeof(uint))
            BitConverter.TryWriteBytes(pixels[i..], random.NextWord() & 0x1F1F1F1F);
        var (left, top) = (2 + random.NextIndex(Side - Width - 4), 2 + random.NextIndex(Side - Height - 4));
        var ink = (byte)(160 + random.NextIndex(90));
        for (var i = 0; i < s_segments.Length; i++)
        {
            if ((s_shining[index % 10] >> i & 1) == 0)
                continue;
            var segment = s_segments[i];
            for (var y = 0; y < segment.Height; y++)
                pixels.Slice((top + segment.Y + y) * Side + left + segment.X, segment.Width).Fill(ink);
        }
    }
}
