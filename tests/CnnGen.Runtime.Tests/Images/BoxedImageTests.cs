namespace CnnGen.Runtime.Tests.Images;

/// <summary>Whatever becomes of an image, its box holds the object's pixels.</summary>
public sealed class BoxedImageTests
{
    [Theory]
    [InlineData(64, 64)]
    [InlineData(17, 90)]
    [InlineData(120, 31)]
    [InlineData(10, 10)]
    public void AResizedBoxHoldsTheObject(int height, int width)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            AssertHolds(Object(seed).Resize(height, width));
            AssertHolds(Object(seed).Letterbox(height, width));
            AssertHolds(new Composition { SmallestScale = 0.5 }, Object(seed), height, width, seed);
        }
    }

    [Fact]
    public void ALetterboxKeepsProportions()
    {
        var image = new BoxedImage(new ImagePixels(10, 20, 1, [.. Enumerable.Repeat((byte)200, 200)]), 2, new BoundingBox(0, 0, 1, 0.5f));
        var boxed = image.Letterbox(40, 40, fill: 7);
        Assert.Equal((40, 40, 2, new BoundingBox(0, 0.25f, 1, 0.5f)), (boxed.Pixels.Height, boxed.Pixels.Width, boxed.Label, boxed.Box));
        for (var y = 0; y < 40; y++)
            Assert.Equal(y is >= 10 and < 30 ? 200 : 7, boxed.Pixels.Bytes[y * 40 + 3]);
    }

    [Fact]
    public void ACropCutsTheBox()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (image, random) = (Object(seed), new Random(seed));
            var (height, width) = (random.Next(5, 31), random.Next(5, 41));
            var crop = image.Crop(random.Next(41 - width), random.Next(31 - height), height, width, leastVisible: 0);
            Assert.Equal(EdgesOf(crop.Pixels) ?? (0, 0, 0, 0), Rounded(crop));
        }
    }

    [Fact]
    public void ACropThatLosesTheObjectHasNoBox()
    {
        var image = new BoxedImage(new ImagePixels(10, 10, 1, new byte[100]), 0, new BoundingBox(0.2f, 0, 1, 1));
        Assert.Equal(new BoundingBox(0, 0, 1, 1), image.Crop(6, 0, 10, 2, leastVisible: 0.25).Box);
        Assert.Equal(BoundingBox.None, image.Crop(6, 0, 10, 2, leastVisible: 0.26).Box);
        Assert.Equal(BoundingBox.None, new BoxedImage(image.Pixels, 0, BoundingBox.None).Crop(0, 0, 5, 5).Box);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Crop(6, 0, 10, 5));
        Assert.Throws<ArgumentException>(() => image.PlaceOn(image.Pixels, 1, 0, 10, 10));
    }

    private static void AssertHolds(Composition composition, BoxedImage image, int height, int width, int seed)
    {
        var random = new RandomStream((ulong)seed, RandomPurpose.Augmentation, 0, 0);
        var composed = composition.Compose(image, height, width, ref random);
        Assert.Equal((height, width), (composed.Pixels.Height, composed.Pixels.Width));
        AssertHolds(composed);
        // As large as the canvas allows, or half of that, but for rounding to pixels.
        var part = composed.Box.Height * height / (image.Box.Height * image.Pixels.Height) / Math.Min((float)height / image.Pixels.Height, (float)width / image.Pixels.Width);
        Assert.InRange(part, 0.4f, 1.1f);
    }

    /// <summary>A pixel that is mostly the object has its centre in the box, and the box reaches less than a pixel over them.</summary>
    private static void AssertHolds(BoxedImage image)
    {
        if (EdgesOf(image.Pixels) is not { } found)
            return;
        var (xMin, yMin, xMax, yMax) = image.Box.ToPixels(image.Pixels.Width, image.Pixels.Height);
        Assert.True(
            Math.Abs(xMin - found.XMin) <= 1 && Math.Abs(yMin - found.YMin) <= 1 && Math.Abs(xMax - found.XMax) <= 1 && Math.Abs(yMax - found.YMax) <= 1,
            $"{image.Box.ToPixels(image.Pixels.Width, image.Pixels.Height)} does not hold {found}");
    }

    private static (float, float, float, float) Rounded(BoxedImage image)
    {
        var (xMin, yMin, xMax, yMax) = image.Box.ToPixels(image.Pixels.Width, image.Pixels.Height);
        return (MathF.Round(xMin, 3), MathF.Round(yMin, 3), MathF.Round(xMax, 3), MathF.Round(yMax, 3));
    }

    /// <summary>The edges around the red pixels; null where there are none.</summary>
    private static (float XMin, float YMin, float XMax, float YMax)? EdgesOf(ImagePixels image)
    {
        var places = Enumerable.Range(0, image.Height * image.Width)
            .Where(i => image.Bytes[3 * i] > 128 && image.Bytes[3 * i + 1] < 8 && image.Bytes[3 * i + 2] < 8).Select(i => (X: i % image.Width, Y: i / image.Width)).ToArray();
        return places.Length == 0 ? null : (places.Min(p => p.X), places.Min(p => p.Y), places.Max(p => p.X) + 1, places.Max(p => p.Y) + 1);
    }

    /// <summary>A red rectangle on black, 30 x 40.</summary>
    private static BoxedImage Object(int seed)
    {
        var random = new Random(seed);
        var (width, height) = (random.Next(12, 30), random.Next(10, 25));
        var (left, top) = (random.Next(40 - width), random.Next(30 - height));
        var bytes = new byte[30 * 40 * 3];
        for (var i = 0; i < 30 * 40; i++)
            bytes[3 * i] = (byte)(i % 40 >= left && i % 40 < left + width && i / 40 >= top && i / 40 < top + height ? 255 : 0);
        return new BoxedImage(new ImagePixels(30, 40, 3, bytes), seed % 3, BoundingBox.FromPixels(left, top, left + width, top + height, 40, 30));
    }
}
