using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>Several instances over the same weights, one a thread.</summary>
public sealed class SharingTests
{
    private static readonly SegmentDigits s_digits = new(60);

    [Fact]
    public async Task ThreadsPredictTheSameOverSharedWeights()
    {
        using var network = new Digits(Device.Cpu(2));
        var expected = Predictions(network);
        using var first = network.Share();
        using var second = first.Share();
        var cancellation = TestContext.Current.CancellationToken;
        var results = await Task.WhenAll(Task.Run(() => Predictions(first), cancellation), Task.Run(() => Predictions(second), cancellation));
        Assert.Equal(expected, results[0]);
        Assert.Equal(expected, results[1]);
    }

    [Fact]
    public void AChangeOfWeightsIsSeenByAll()
    {
        using var network = new Digits();
        using var share = network.Share();
        share.ResetWeights(8);
        Assert.Equal(Predictions(share), Predictions(network));
        using var other = new Digits();
        Assert.NotEqual(Predictions(other), Predictions(network));
    }

    [Fact]
    public void SharedWeightsAreNotTrained()
    {
        using var network = new Digits();
        var before = network.AllWeights();
        using (var share = network.Share())
        {
            Assert.Contains("shared by 2 instances", Assert.Throws<InvalidOperationException>(() => network.Fit(s_digits)).Message);
            Assert.Throws<InvalidOperationException>(() => share.Fit(s_digits));
            Assert.Equal(before, network.AllWeights());
        }

        Assert.Equal(StopReason.Completed, network.Fit(s_digits).StopReason);
        Assert.NotEqual(before, network.AllWeights());
    }

    [Fact]
    public void AShareOutlivesTheFirstInstance()
    {
        var network = new Digits();
        using var share = network.Share();
        var expected = Predictions(network);
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Share());
        Assert.Equal(expected, Predictions(share));
        Assert.Equal(StopReason.Completed, share.Fit(s_digits).StopReason);
    }

    private static float[][] Predictions(Digits network) =>
        [.. Enumerable.Range(0, s_digits.Count).Select(i => network.Predict(s_digits.Image(i)).Digit.Probabilities.ToArray())];
}
