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
        var (crossentropy, squares, iou, right) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < s_shapes.Count; i++)
        {
            var output = network.Predict(s_shapes.Image(i));
            crossentropy -= Math.Log(output.ClassOutput.Probabilities[s_shapes.Label(i)]);
            var (box, truth) = (output.LocOutput, s_shapes.Box(i));
            squares += (Square(box.XMin - truth.XMin) + Square(box.YMin - truth.YMin) + Square(box.XMax - truth.XMax) + Square(box.YMax - truth.YMax)) / 4;
            iou += box.Ordered().IntersectionOverUnion(truth);
            right += output.ClassOutput.Index == s_shapes.Label(i) ? 1 : 0;
        }

        var result = network.Measure(s_shapes, batchSize: 4);
        Assert.Equal(crossentropy / 6, result["class_output_loss"], 1e-5);
        Assert.Equal(squares / 6, result["loc_output_loss"], 1e-5);
        Assert.Equal((0.8 * crossentropy + 0.2 * squares) / 6, result["loss"], 1e-5);
        Assert.Equal(iou / 6, result["loc_output_iou"], 1e-6);
        Assert.Equal(right / 6, result["class_output_accuracy"], 1e-12);

        static double Square(double value) => value * value;
    }

    /// <summary>
    /// One step of plain gradient descent with the rate 1 over all images tells the gradient: the weights before it minus those after it. For each
    /// tensor its largest element is compared with central differences of the loss.
    /// </summary>
    /// <remarks>
    /// Outputs are computed in float32, so a loss near 1 is known to about 1e-7; with h = 1e-2 that is an error of 1e-5 in the quotient. Where h moves
    /// an output across a corner of relu or makes another pixel the largest of its pool, the loss bends: an error in proportion to h. Measured,
    /// both together stay below 0.5 % of the gradient plus 1e-5; four times that is allowed.
    /// </remarks>
    [Fact]
    public void TheGradientAgreesWithCentralDifferences()
    {
        const float h = 1e-2f;
        using var network = new Locator();
        using var stepped = new Locator();
        stepped.Fit(s_shapes, new FitOptions { BatchSize = s_shapes.Count, Optimizer = new Sgd(1) });
        foreach (var (tensor, after) in network.Tensors().Zip(stepped.Tensors()))
        {
            float[] before = [.. tensor.Span];
            double[] gradient = [.. before.Zip(after.Span.ToArray(), (old, stepped) => (double)old - stepped)];
            var place = Enumerable.Range(0, gradient.Length).MaxBy(i => Math.Abs(gradient[i]));
            var difference = (LossAt(+h) - LossAt(-h)) / (2 * h);
            tensor.Set(before);
            TestContext.Current.TestOutputHelper?.WriteLine($"{tensor.Name} {gradient[place]:e3} {difference:e3} {Math.Abs(difference - gradient[place]) / Math.Abs(gradient[place]):e1}");
            Assert.True(
                Math.Abs(difference - gradient[place]) <= 0.02 * Math.Abs(gradient[place]) + 4e-5,
                $"{tensor.Name}[{place}]: {gradient[place]}, by differences {difference}");

            double LossAt(float change)
            {
                float[] values = [.. before];
                values[place] += change;
                tensor.Set(values);
                return network.Measure(s_shapes)["loss"];
            }
        }
    }
}
