namespace CnnGen.Runtime.Tests.Networks;

public sealed class OutputTests
{
    private enum Shape
    {
        Circle,
        Square,
        Triangle,
    }

    [Fact]
    public void TheMostProbableClassIsTheLabel()
    {
        var prediction = new ClassPrediction<Shape>([0.2f, 0.5f, 0.3f], new[] { "a circle", "a square", "a triangle" });
        Assert.Equal(1, prediction.Index);
        Assert.Equal(Shape.Square, prediction.Label);
        Assert.Equal("a square", prediction.LabelText);
        Assert.Equal(0.5f, prediction.Probability);
    }

    private enum Wide : long
    {
        Only,
    }

    [Fact]
    public void LabelsMustBeInts() =>
        Assert.Throws<NotSupportedException>(() => new ClassPrediction<Wide>([1, 0], new[] { "only", "other" }).Label);

    [Theory]
    [InlineData(0.5f, 0, 0.5f)]
    [InlineData(0.75f, 1, 0.75f)]
    [InlineData(0.25f, 0, 0.75f)]
    public void OneUnitMeansTwoClasses(float unit, int index, float probability)
    {
        var prediction = new ClassPrediction<Shape>([unit], new[] { "no", "yes" });
        Assert.Equal((Shape)index, prediction.Label);
        Assert.Equal(probability, prediction.Probability);
        Assert.Equal(index == 1 ? "yes" : "no", prediction.LabelText);
    }

    [Fact]
    public void BoxesMeasureTheirOverlap()
    {
        var box = BoundingBox.From([0, 0, 0.5f, 0.5f]);
        Assert.Equal(0.25f, box.Area);
        Assert.Equal(1, box.IntersectionOverUnion(box));
        Assert.Equal(0.0625f / 0.4375f, box.IntersectionOverUnion(new BoundingBox(0.25f, 0.25f, 0.75f, 0.75f)), 6);
        Assert.Equal(0, box.IntersectionOverUnion(new BoundingBox(0.6f, 0.6f, 0.7f, 0.7f)));
        Assert.Equal(0, new BoundingBox(0.5f, 0.5f, 0, 0).Area);
        Assert.Equal(box, new BoundingBox(0.5f, 0.5f, 0, 0).Ordered());
        Assert.Throws<ArgumentException>(() => BoundingBox.From([1, 2, 3]));
    }
}
