namespace CnnGen.Report.Tests;

/// <summary>Discs and squares of random place, size and colour with their boxes: 24 x 24 pixels.</summary>
internal sealed class ShapeImages(int count) : IDataset
{
    private const int Side = 24;

    public int Count => count;

    public int InputLength => Side * Side * 3;

    public int TargetLength => 5;

    public void Read(int index, SampleWriter sample)
    {
        var random = new Random(index);
        var pixels = new byte[InputLength];
        random.NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] /= 5;
        var (size, color) = (random.Next(8, 15), random.Next(3));
        var (left, top) = (random.Next(Side - size), random.Next(Side - size));
        var isSquare = index % 2 == 1;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var (dx, dy) = (x + 0.5 - size / 2.0, y + 0.5 - size / 2.0);
                if (isSquare || dx * dx + dy * dy <= size * size / 4.0)
                    pixels[((top + y) * Side + left + x) * 3 + color] = 255;
            }
        }

        sample.SetPixels(pixels);
        // The last image has no object: four zeros.
        float[] target = index == count - 1
            ? [0, 0, 0, 0, 0]
            : [isSquare ? 1 : 0, left / (float)Side, top / (float)Side, (left + size) / (float)Side, (top + size) / (float)Side];
        target.CopyTo(sample.Target);
    }
}
