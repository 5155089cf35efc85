using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>The loss of two heads is 0.8 times that of the class and 0.2 times that of the box, and so is its gradient.</summary>
public sealed class TwoHeadTests
{
    private static readonly Shapes s_shapes = new(6, seed: 4);

    [Fact]
    public void TheHistoryHasEachHead()
    {
        using var network = new Locator();
        var history = network.Fit(s_shapes, new FitOptions { Epochs = 2, BatchSize = 4, Validation = new Shapes(3, seed: 5) });
        Assert.Equal(
            [
                "loss", "class_output_loss", "loc_output_loss", "class_output_accuracy", "loc_output_iou",
                "val_loss", "val_class_output_loss", "val_loc_output_loss", "val_class_output_accuracy", "val_loc_output_iou",
                "learning_rate",
            ],
            history.Names);
        foreach (var prefix in new[] { "", "val_" })
        {
            for (var epoch = 0; epoch < 2; epoch++)
            {
                // The weights 0.8 and 0.2 are floats in the network, which are right to seven digits.
                var sum = 0.8 * history[prefix + "class_output_loss"][epoch] + 0.2 * history[prefix + "loc_output_loss"][epoch];
                Assert.Equal(sum, history[prefix + "loss"][epoch], 1e-6);
                Assert.InRange(history[prefix + "class_output_accuracy"][epoch], 0, 1);
                Assert.InRange(history[prefix + "loc_output_iou"][epoch], 0, 1);
            }
        }
    }

    [Fact]
    public void TheLossIsThatOfThePredictions()
    {
        using var network = new Locator();
        // Boxes about the middle of the image, whose edges are in order.
        network.Weights.Dense3.Kernel.Set([.. network.Weights.Dense3.Kernel.Span.ToArray().Select(weight => weight / 20)]);
        network.Weights.Dense3.Bias.Set([-1.4f, -0.9f, 0.9f, 1.4f]);
        var (crossentropy, distance, iou, right) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < s_shapes.Count; i++)
        {
            var output = network.Predict(s_shapes.Image(i));
            crossentropy -= Math.Log(output.ClassOutput.Probabilities[s_shapes.Label(i)]);
            var (box, truth) = (output.LocOutput, s_shapes.Box(i));
            distance += 1 - box.CompleteIntersectionOverUnion(truth);
            iou += box.Ordered().IntersectionOverUnion(truth);
            right += output.ClassOutput.Index == s_shapes.Label(i) ? 1 : 0;
        }

        var result = network.Measure(s_shapes, batchSize: 4);
        Assert.Equal(crossentropy / 6, result["class_output_loss"], 1e-5);
        Assert.Equal(distance / 6, result["loc_output_loss"], 1e-5);
        Assert.Equal((0.8 * crossentropy + 0.2 * distance) / 6, result["loss"], 1e-5);
        Assert.Equal(iou / 6, result["loc_output_iou"], 1e-6);
        Assert.Equal(right / 6, result["class_output_accuracy"], 1e-12);
    }

    /// <summary>
    /// One step of plain gradient descent with the rate 1 over all images tells the gradient: the weights before it minus those after it. For each
    /// tensor, the slope of the loss along its gradient, by central differences, is the gradient's length.
    /// </summary>
    /// <remarks>
    /// Behind the weights of a head nothing bends. Outputs are float32, so a loss near 1 is known to about 1e-7, and with h = 1e-3 the slope, near
    /// 0.1, to 1e-3 of itself (measured: 2.4e-4). Before that, h moves some sums across the corner of relu and makes other pixels the largest of
    /// their pool: an error that grows with h (measured: up to 1.8e-2, and 7.8e-2 with h = 1e-2).
    /// </remarks>
    [Fact]
    public void TheGradientAgreesWithCentralDifferences()
    {
        const double h = 1e-3;
        var shapes = new Shapes(12, seed: 4);
        using var network = new Locator();
        using var stepped = new Locator();
        stepped.Fit(shapes, new FitOptions { BatchSize = shapes.Count, Optimizer = new Sgd(1) });
        foreach (var (tensor, after) in network.Tensors().Zip(stepped.Tensors()))
        {
            float[] before = [.. tensor.Span];
            double[] gradient = [.. before.Zip(after.Span.ToArray(), (old, now) => (double)old - now)];
            var length = Math.Sqrt(gradient.Sum(value => value * value));
            var slope = (LossAt(h) - LossAt(-h)) / (2 * h);
            tensor.Set(before);
            var ofHead = tensor.Name.StartsWith("dense_2", StringComparison.Ordinal) || tensor.Name.StartsWith("dense_3", StringComparison.Ordinal);
            Assert.True(
                Math.Abs(slope - length) <= (ofHead ? 1e-3 : 4e-2) * length, $"{tensor.Name}: the gradient's length is {length}, the slope {slope}");

            double LossAt(double distance)
            {
                tensor.Set([.. before.Zip(gradient, (value, part) => (float)(value + distance * part / length))]);
                return network.Measure(shapes)["loss"];
            }
        }
    }
}
