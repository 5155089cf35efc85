namespace CnnGen.Runtime.Tests.Networks;

public sealed class PredictTests
{
    private static readonly float[] s_image = [0.5f, -1, 2, 0, 1, 3];

    [Fact]
    public void OneImageIsTheSoftmaxOfItsProduct()
    {
        using var network = LinearNetwork.Classifier();
        var (kernel, bias) = (network.Tensor(0), network.Tensor(1));
        bias.Set([0.1f, -0.2f, 0.3f]);

        var logits = Enumerable.Range(0, 3).Select(o => bias[o] + Enumerable.Range(0, 6).Sum(i => (double)s_image[i] * kernel[i, o])).ToArray();
        var sum = logits.Sum(Math.Exp);
        var found = network.Predict(s_image);
        for (var o = 0; o < 3; o++)
            Assert.Equal(Math.Exp(logits[o]) / sum, found[o], 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ManyImagesGiveTheSameBitsAsOneAfterAnother(int threads)
    {
        using var network = LinearNetwork.DualHead(Device.Cpu(threads));
        foreach (var count in new[] { 1, 2, 7, 33, 5 })
        {
            var images = Enumerable.Range(0, 6 * count).Select(i => MathF.Sin(i)).ToArray();
            var rows = network.PredictBatch(images).ToArray();
            Assert.Equal(7 * count, rows.Length);
            for (var i = 0; i < count; i++)
                Assert.Equal(network.Predict(images.AsSpan(6 * i, 6)), rows[(7 * i)..(7 * i + 7)]);
        }
    }

    [Fact]
    public void BytesAreScaledAndShifted()
    {
        using var network = LinearNetwork.Classifier();
        byte[] pixels = [0, 1, 2, 3, 4, 255];
        var image = pixels.Select(pixel => pixel * 0.5f - 1).ToArray();
        Assert.Equal(network.Predict(image), network.Predict(pixels));
        Assert.Equal(network.Predict(image), network.PredictBatch(pixels).ToArray());
    }

    [Fact]
    public void NoImagesGiveNoRows()
    {
        using var network = LinearNetwork.Classifier();
        Assert.True(network.PredictBatch(ReadOnlySpan<float>.Empty).IsEmpty);
    }

    [Fact]
    public void WrongLengthsAreRefusedWithBothNumbers()
    {
        using var network = LinearNetwork.Classifier();
        Assert.Equal("Linear takes 6 floats (2 x 3 x 1); got 5.", Assert.Throws<ArgumentException>(() => network.Predict(new float[5])).Message);
        Assert.Equal("Linear takes 6 bytes (2 x 3 x 1); got 7.", Assert.Throws<ArgumentException>(() => network.Predict(new byte[7])).Message);
        Assert.Contains("got 13, which is 2 images and 1 floats more", Assert.Throws<ArgumentException>(() => network.PredictBatch(new float[13])).Message);
    }

    [Fact]
    public void PredictingAllocatesNothing()
    {
        using var network = LinearNetwork.Classifier(Device.Cpu(2));
        var images = new float[6 * 40];
        var checksum = 0f;
        long before = 0;
        for (var run = 0; run < 20; run++)
        {
            if (run == 10)
                before = GC.GetAllocatedBytesForCurrentThread();
            checksum += network.PredictInPlace(s_image)[0] + network.PredictBatch(images)[0];
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(checksum > 0);
    }

    [Fact]
    public void ADisposedNetworkRefusesToWork()
    {
        var network = LinearNetwork.Classifier();
        var kernel = network.Tensor(0);
        network.Dispose();
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Predict(s_image));
        Assert.Throws<ObjectDisposedException>(() => network.Fit(LinearData.Classes(4)));
        Assert.Throws<ObjectDisposedException>(() => network.Save("never-written"));
        Assert.Throws<ObjectDisposedException>(() => kernel.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => network.Share());
    }

    [Fact]
    public void AnOutputOutlivesItsNetwork()
    {
        var network = LinearNetwork.Classifier();
        var expected = network.Predict(s_image);
        var output = network.PredictInPlace(s_image);
        network.Dispose();
        GC.Collect();
        Assert.Equal(expected, output.ToArray());
    }

    [Fact]
    public void SharesSeeTheSameWeightsAndWorkAtOnce()
    {
        using var network = LinearNetwork.Classifier(Device.Cpu(2));
        var expected = network.PredictBatch(new float[6 * 50]).ToArray();
        Parallel.For(0, 8, _ =>
        {
            using var share = network.Share();
            for (var run = 0; run < 50; run++)
                Assert.Equal(expected, share.PredictBatch(new float[6 * 50]).ToArray());
        });

        using var kept = network.Share();
        network.Tensor(1).Set([5, 0, 0]);
        Assert.Equal(network.Predict(s_image), kept.Predict(s_image));
    }

    [Fact]
    public void SharedWeightsOutliveTheFirstInstance()
    {
        var network = LinearNetwork.Classifier();
        var expected = network.Predict(s_image);
        using var share = network.Share();
        network.Dispose();
        Assert.Equal(expected, share.Predict(s_image));
    }

    [Fact]
    public void ActivationsAreReadWithoutTheirBorders()
    {
        using var network = LinearNetwork.DualHead();
        Assert.Throws<InvalidOperationException>(() => network.GetActivation("grid"));
        var output = network.Predict(s_image);
        Assert.Equal([output[0], output[1], output[3], output[4]], network.GetActivation("grid"));
        Assert.Contains("is not kept", Assert.Throws<ArgumentException>(() => network.GetActivation("hidden")).Message);
        Assert.Contains("it has hidden, grid", Assert.Throws<ArgumentException>(() => network.GetActivation("gird")).Message);
        network.PredictBatch(new float[12]);
        Assert.Throws<InvalidOperationException>(() => network.GetActivation("grid"));
    }

    [Fact]
    public void CodeOfAnotherContractIsRefused()
    {
        var description = LinearNetwork.Describe([LinearNetwork.Class("digit")], contract: 99);
        var message = Assert.Throws<InvalidOperationException>(() => new LinearNetwork(description)).Message;
        Assert.Contains("contract version 99", message);
        Assert.Contains($"speaks version {Network.ContractVersion}", message);
    }
}
