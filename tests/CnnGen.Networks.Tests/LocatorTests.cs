using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>The network with two heads learns what a shape is and where.</summary>
public sealed class LocatorTests
{
    [Fact]
    public void TheLocatorLearnsShapesAndTheirPlaces()
    {
        var (train, test) = (new Shapes(400, seed: 1), new Shapes(100, seed: 2));
        using var network = new Locator();
        var history = network.Fit(train, new FitOptions
        {
            Epochs = 12,
            BatchSize = 8,
            LearningRateScheduler = (epoch, _) => epoch < 9 ? 0.001 : 0.00025,
        });
        var result = network.Measure(test);
        var baseline = MeanBoxScore(train, test);
        TestContext.Current.TestOutputHelper?.WriteLine($"{result}, mean box {baseline:0.0000}");

        Assert.True(result["class_output_accuracy"] >= 0.9, result.ToString());
        Assert.True(result["loc_output_iou"] >= baseline + 0.1, $"{result}, mean box {baseline}");
        Assert.True(history["loss"][^1] < history["loss"][0] / 10);
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
