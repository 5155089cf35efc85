using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>What a generated class offers, by the names of models.json.</summary>
public sealed class TypedFaceTests
{
    private static readonly SegmentDigits s_digits = new(20);
    private static readonly Shapes s_shapes = new(3, seed: 1);

    [Fact]
    public void AClassHasALabelAProbabilityAndAText()
    {
        using var network = new Digits();
        var digit = network.Predict(s_digits.Image(4)).Digit;
        Assert.Equal(10, digit.Probabilities.Length);
        Assert.Equal(1, Sum(digit.Probabilities), 5);
        var largest = digit.Probabilities[(int)digit.Label];
        foreach (var probability in digit.Probabilities)
            Assert.InRange(probability, 0, largest);
        Assert.Equal(largest, digit.Probability);
        Assert.Equal((int)digit.Label, digit.Index);
        Assert.Equal(((int)digit.Label).ToString(), digit.LabelText);
        Assert.Equal("_" + digit.LabelText, digit.Label.ToString());
    }

    [Fact]
    public void EachHeadHasItsKind()
    {
        using var network = new Locator();
        network.Weights.Dense2.Kernel.Set(new float[128 * 3]);
        network.Weights.Dense2.Bias.Set([0, 0, 5]);
        network.Weights.Dense3.Kernel.Set(new float[128 * 4]);
        // The head's sigmoid makes the box of these.
        network.Weights.Dense3.Bias.Set([.. new[] { 0.1f, 0.2f, 0.5f, 0.8f }.Select(edge => MathF.Log(edge / (1 - edge)))]);
        var output = network.Predict(s_shapes.Image(0));
        Assert.Equal(Locator.ClassOutputLabel.Triangle, output.ClassOutput.Label);
        Assert.Equal("triangle", output.ClassOutput.LabelText);
        Assert.Equal(Math.Exp(5) / (2 + Math.Exp(5)), output.ClassOutput.Probability, 6);
        Assert.Equal([0.1f, 0.2f, 0.5f, 0.8f], [output.LocOutput.XMin, output.LocOutput.YMin, output.LocOutput.XMax, output.LocOutput.YMax], (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(["Circle", "Square", "Triangle"], Enum.GetNames<Locator.ClassOutputLabel>());
    }

    [Fact]
    public void BytesAreScaledAndFloatsTakenAsTheyAre()
    {
        using var network = new Digits();
        var ofBytes = network.Predict(s_digits.Image(3)).Copy();
        Assert.Equal(ofBytes.Digit.Probabilities.ToArray(), network.Predict(s_digits.FloatImage(3)).Digit.Probabilities.ToArray());
        float[] unscaled = [.. s_digits.Image(3).Select(pixel => (float)pixel)];
        Assert.NotEqual(ofBytes.Digit.Probabilities.ToArray(), network.Predict(unscaled).Digit.Probabilities.ToArray());
    }

    [Fact]
    public void ACopyOutlivesTheNextCall()
    {
        using var network = new Locator();
        var output = network.Predict(s_shapes.Image(0));
        float[] probabilities = [.. output.ClassOutput.Probabilities];
        var box = output.LocOutput;
        var copy = output.Copy();
        network.Predict(s_shapes.Image(1));
        Assert.Equal(probabilities, copy.ClassOutput.Probabilities.ToArray());
        Assert.Equal(box, copy.LocOutput);
        Assert.NotEqual(box, output.LocOutput);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 2)]
    [InlineData(20, 3)]
    public void ABatchGivesEachImageWhatItGetsAlone(int count, int threads)
    {
        using var network = new Digits(Device.Cpu(threads));
        var alone = Enumerable.Range(0, count).Select(i => network.Predict(s_digits.Image(i)).Digit.Probabilities.ToArray()).ToArray();
        var batch = network.PredictBatch(s_digits.Images(count));
        Assert.Equal(count, batch.Count);
        for (var i = 0; i < count; i++)
            Assert.Equal(alone[i], batch[i].Digit.Probabilities.ToArray());

        // A smaller batch after a larger one, and floats instead of bytes.
        Assert.Equal(alone[0], network.PredictBatch(s_digits.FloatImage(0))[0].Digit.Probabilities.ToArray());
    }

    [Fact]
    public void ABatchOfNoImagesHasNoOutputs()
    {
        using var network = new Locator();
        Assert.Equal(0, network.PredictBatch(ReadOnlySpan<byte>.Empty).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.PredictBatch(s_shapes.Image(0))[1].LocOutput);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.PredictBatch(s_shapes.Image(0))[-1].LocOutput);
    }

    [Fact]
    public void ABatchOfTwoHeadsIsCutByImage()
    {
        using var network = new Locator(Device.Cpu(2));
        var alone = Enumerable.Range(0, 3).Select(i => network.Predict(s_shapes.Image(i)).Copy()).ToArray();
        var batch = network.PredictBatch([.. s_shapes.Image(0), .. s_shapes.Image(1), .. s_shapes.Image(2)]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(alone[i].ClassOutput.Probabilities.ToArray(), batch[i].ClassOutput.Probabilities.ToArray());
            Assert.Equal(alone[i].LocOutput, batch[i].LocOutput);
        }
    }

    [Fact]
    public void WeightsHaveNamesShapesAndValues()
    {
        using var network = new Digits();
        var kernel = network.Weights.Conv2D1.Kernel;
        Assert.Equal("conv2d_1.kernel", kernel.Name);
        Assert.Equal([3, 3, 1, 32], kernel.Shape.ToArray());
        Assert.Equal([32], network.Weights.Conv2D1.Bias.Shape.ToArray());
        Assert.Equal([3, 3, 32, 64], network.Weights.Conv2D2.Kernel.Shape.ToArray());
        Assert.Equal([1600, 10], network.Weights.Digit.Kernel.Shape.ToArray());

        float[] values = [.. Enumerable.Range(0, 3 * 3 * 32).Select(i => i / 100f)];
        kernel.Set(values);
        Assert.Equal(values, network.Weights.Conv2D1.Kernel.Span.ToArray());
        Assert.Equal(values[(2 * 3 + 1) * 32 + 5], kernel[2, 1, 0, 5]);
        var message = Assert.Throws<ArgumentException>(() => network.Weights.Conv2D1.Kernel.Set(new float[287])).Message;
        Assert.Contains("288", message);
        Assert.Contains("287", message);
    }

    [Fact]
    public void SetWeightsArePredictedWith()
    {
        using var network = new Digits();
        network.Weights.Digit.Kernel.Set(new float[16000]);
        network.Weights.Digit.Bias.Set([0, 0, 0, 9, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(Digits.DigitLabel._3, network.Predict(s_digits.Image(0)).Digit.Label);
        network.Weights.Digit.Bias.Set([0, 9, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(Digits.DigitLabel._1, network.Predict(s_digits.Image(0)).Digit.Label);
    }

    [Fact]
    public void LayersAndParametersAreListed()
    {
        Assert.Equal(
            ["Conv2D1", "MaxPooling2D1", "Conv2D2", "MaxPooling2D2", "Flatten1", "Dropout1", "Digit"], Enum.GetNames<Digits.Layer>());
        Assert.Matches(@"conv2d_1 +Conv2D +26 x 26 x 32 +320 +194,688 +3 x 3\n", Digits.Summary);
        Assert.Matches(@"total +34,826 +2,440,960$", Digits.Summary);
        Assert.Matches(@"dense_3 <- dense_1 +Dense +4 +516 +512\n", Locator.Summary);
    }

    [Fact]
    public void ALengthThatDoesNotFitIsNamedWithTheOneThatDoes()
    {
        using var network = new Digits();
        Check("784", "783", () => network.Predict(new float[783]));
        Check("784", "785", () => network.Predict(new byte[785]));
        Check("784", "1000", () => network.PredictBatch(new float[1000]));
        Check("784", "1569", () => network.PredictBatch(new byte[1569]));

        static void Check(string expected, string found, Action action)
        {
            var message = Assert.Throws<ArgumentException>(action).Message;
            Assert.Contains(expected, message);
            Assert.Contains(found, message);
        }
    }

    [Fact]
    public void ADisposedNetworkSaysSo()
    {
        var network = new Digits();
        network.Predict(s_digits.Image(0));
        network.Dispose();
        network.Dispose();
        Action[] calls =
        [
            () => network.Predict(s_digits.Image(0)),
            () => network.Predict(s_digits.FloatImage(0)),
            () => network.PredictBatch(s_digits.Images(2)),
            () => network.GetActivation("conv2d_1"),
            () => network.Fit(s_digits),
            () => network.Measure(s_digits),
            () => network.Save("never.safetensors"),
            () => network.LoadWeights("never.safetensors"),
            () => network.ResetWeights(),
            () => network.Share(),
            () => network.Weights.Conv2D1.Kernel.Span.ToArray(),
            () => network.Weights.Conv2D1.Bias.Set(new float[32]),
        ];
        Assert.All(calls, call => Assert.Throws<ObjectDisposedException>(call));
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
