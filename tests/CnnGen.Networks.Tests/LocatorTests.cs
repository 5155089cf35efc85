using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>The network with two heads learns what a shape is and where.</summary>
public sealed class LocatorTests
{
    [Fact]
    public void TheLocatorLearnsShapesAndTheirPlaces()
    {
        var (train, test) = (new Shapes(384, seed: 1), new Shapes(96, seed: 2));
        using var network = new Locator();
        var history = network.Fit(train, new FitOptions { Epochs = 10, BatchSize = 16 });
        var result = network.Measure(test);
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(' ', history["loss"])}\n{result}, mean box {MeanBoxScore(train, test):0.000}");

        Assert.True(result["class_output_accuracy"] >= 0.8, result.ToString());
        Assert.True(result["loc_output_iou"] >= MeanBoxScore(train, test) + 0.2, result.ToString());
        Assert.True(history["loss"][^1] < history["loss"][0] / 2);
    }

    /// <summary>The mean overlap with the true boxes that one box reaches for all images: the mean of the training boxes.</summary>
    private static double MeanBoxScore(Shapes train, Shapes test)
    {
        BoundingBox[] boxes = [.. Enumerable.Range(0, train.Count).Select(train.Box)];
        var mean = new BoundingBox(
            boxes.Average(box => box.XMin), boxes.Average(box => box.YMin), boxes.Average(box => box.XMax), boxes.Average(box => box.YMax));
        return Enumerable.Range(0, test.Count).Average(i => mean.IntersectionOverUnion(test.Box(i)));
    }
}
