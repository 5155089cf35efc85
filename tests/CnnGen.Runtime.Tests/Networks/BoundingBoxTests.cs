namespace CnnGen.Runtime.Tests.Networks;

public sealed class BoundingBoxTests
{
    private static readonly BoundingBox s_box = new(0.25f, 0.125f, 0.75f, 0.5f);

    [Fact]
    public void ItsCentreAndSizeMakeItAgain()
    {
        Assert.Equal((0.5f, 0.3125f, 0.5f, 0.375f), (s_box.CenterX, s_box.CenterY, s_box.Width, s_box.Height));
        Assert.Equal(s_box, BoundingBox.FromCenter(s_box.CenterX, s_box.CenterY, s_box.Width, s_box.Height));
    }

    [Fact]
    public void ItsPixelsMakeItAgain()
    {
        Assert.Equal((100, 25, 300, 100), s_box.ToPixels(400, 200));
        Assert.Equal(s_box, BoundingBox.FromPixels(100, 25, 300, 100, 400, 200));
        Assert.Throws<ArgumentOutOfRangeException>(() => BoundingBox.FromPixels(0, 0, 1, 1, 0, 10));
    }

    [Fact]
    public void ItsNumbersMakeItAgain()
    {
        var values = new float[5];
        s_box.CopyTo(values);
        Assert.Equal(s_box, BoundingBox.From(values.AsSpan(0, 4)));
        Assert.Throws<ArgumentException>(() => s_box.CopyTo(new float[3]));
    }

    [Fact]
    public void NoneIsWhatIsNotWritten()
    {
        Assert.Equal(BoundingBox.None, BoundingBox.From(new float[4]));
        Assert.False(BoundingBox.None.HasArea);
        Assert.False(new BoundingBox(0.5f, 0, 0.4f, 1).HasArea);
        Assert.False(new BoundingBox(0, float.NaN, 1, 1).HasArea);
        Assert.True(s_box.HasArea);
    }

    [Fact]
    public void ItIsCutAtTheEdgesOfTheImage()
    {
        Assert.Equal(new BoundingBox(0, 0.5f, 0.5f, 1), new BoundingBox(-1, 0.5f, 0.5f, 3).Clipped());
        Assert.Equal(BoundingBox.None, new BoundingBox(1, 0.5f, 1.5f, 1).Clipped());
        Assert.Equal(s_box, s_box.Clipped());
    }

    [Fact]
    public void TheGeneralizedOverlapTellsHowFarBoxesAreApart()
    {
        Assert.Equal(1, s_box.GeneralizedIntersectionOverUnion(s_box), 6);
        // Two quarters of the image in opposite corners leave half of it uncovered.
        Assert.Equal(-0.5f, new BoundingBox(0, 0, 0.5f, 0.5f).GeneralizedIntersectionOverUnion(new BoundingBox(0.5f, 0.5f, 1, 1)), 6);
        Assert.Equal(0.25f, new BoundingBox(0, 0, 0.5f, 0.5f).GeneralizedIntersectionOverUnion(new BoundingBox(0, 0, 1, 1)), 6);
        Assert.Equal(0, BoundingBox.None.GeneralizedIntersectionOverUnion(BoundingBox.None));
    }

    [Fact]
    public void TheCompleteOverlapTellsCentresAndProportionsApart()
    {
        Assert.Equal(1, s_box.CompleteIntersectionOverUnion(s_box), 6);
        // One proportion, one centre: only the overlap counts.
        Assert.Equal(0.25f, new BoundingBox(0.25f, 0.25f, 0.75f, 0.75f).CompleteIntersectionOverUnion(new BoundingBox(0, 0, 1, 1)), 6);
        // Squares in opposite corners: the centres are half the diagonal apart.
        Assert.Equal(-0.25f, new BoundingBox(0, 0, 0.5f, 0.5f).CompleteIntersectionOverUnion(new BoundingBox(0.5f, 0.5f, 1, 1)), 6);
        // A cross of 1 : 3 and 3 : 1 about one centre.
        var angle = Math.Atan(3) - Math.Atan(1 / 3.0);
        var v = 4 / (Math.PI * Math.PI) * angle * angle;
        Assert.Equal(0.2 - v * v / (0.8 + v), new BoundingBox(0, 0.2f, 0.6f, 0.4f).CompleteIntersectionOverUnion(new BoundingBox(0.2f, 0, 0.4f, 0.6f)), 1e-6);
        Assert.Equal(0, BoundingBox.None.CompleteIntersectionOverUnion(BoundingBox.None));
    }
}
