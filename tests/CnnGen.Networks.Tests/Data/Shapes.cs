namespace CnnGen.Networks.Tests.Data;

/// <summary>
/// Circles, squares and triangles in the order of the network's labels, each filled with a colour on another one, 64 x 64 x 3, at random places
/// and in random sizes, with noise. Sample i shows shape i modulo 3.
/// </summary>
internal sealed class Shapes : IDataset
{
    public const int Side = 64;
    public const int Pixels = Side * Side * 3;
    private const int SmallestRadius = 9;
    private const int LargestRadius = 22;

    private readonly byte[][] _images;
    private readonly BoundingBox[] _boxes;

    public Shapes(int count, ulong seed)
    {
        _images = new byte[count][];
        _boxes = new BoundingBox[count];
        for (var i = 0; i < count; i++)
        {
            var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, (uint)i);
            (_images[i], _boxes[i]) = Draw(i % 3, ref random);
        }
    }

    public int Count => _images.Length;

    public int InputLength => Pixels;

    /// <summary>The class and the four edges of the box.</summary>
    public int TargetLength => 5;

    public byte[] Image(int index) => _images[index];

    public int Label(int index) => index % 3;

    public BoundingBox Box(int index) => _boxes[index];

    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(_images[index]);
        sample.Target[0] = Label(index);
        var box = _boxes[index];
        (sample.Target[1], sample.Target[2], sample.Target[3], sample.Target[4]) = (box.XMin, box.YMin, box.XMax, box.YMax);
    }

    private static (byte[] Image, BoundingBox Box) Draw(int shape, ref RandomStream random)
    {
        var radius = SmallestRadius + random.NextIndex(LargestRadius - SmallestRadius + 1);
        var centerX = radius + random.NextIndex(Side - 2 * radius);
        var centerY = radius + random.NextIndex(Side - 2 * radius);
        Span<int> ground = [random.NextIndex(60), random.NextIndex(60), random.NextIndex(60)];
        Span<int> fill = [100 + random.NextIndex(140), 100 + random.NextIndex(140), 100 + random.NextIndex(140)];

        var image = new byte[Pixels];
        for (var i = 0; i < Side * Side; i++)
        {
            var color = Covers(shape, i % Side - centerX, i / Side - centerY, radius) ? fill : ground;
            var noise = random.NextWord();
            for (var channel = 0; channel < 3; channel++)
                image[3 * i + channel] = (byte)(color[channel] + (int)(noise >> 8 * channel & 15));
        }

        return (image, new BoundingBox(
            (centerX - radius) / (float)Side, (centerY - radius) / (float)Side, (centerX + radius) / (float)Side, (centerY + radius) / (float)Side));
    }

    private static bool Covers(int shape, int x, int y, int radius) => shape switch
    {
        0 => x * x + y * y <= radius * radius,
        1 => Math.Abs(x) <= radius && Math.Abs(y) <= radius,
        _ => y <= radius && y >= -radius && 2 * Math.Abs(x) <= y + radius,
    };
}
