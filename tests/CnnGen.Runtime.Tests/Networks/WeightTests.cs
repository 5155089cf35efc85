namespace CnnGen.Runtime.Tests.Networks;

public sealed class WeightTests
{
    [Fact]
    public void FirstValuesFollowGlorotAndTheSeed()
    {
        using var network = LinearNetwork.Classifier();
        var limit = Math.Sqrt(6.0 / 9);
        var first = network.Tensor(0).Span.ToArray();
        Assert.All(first, value => Assert.InRange(value, -limit, limit));
        Assert.True(first.Max() - first.Min() > limit);
        Assert.All(network.Tensor(1).Span.ToArray(), value => Assert.Equal(0, value));

        network.ResetWeights(7);
        Assert.NotEqual(first, network.Tensor(0).Span.ToArray());
        network.ResetWeights();
        Assert.Equal(first, network.Tensor(0).Span.ToArray());
    }

    [Fact]
    public void TensorsAreReadAndWrittenByName()
    {
        using var network = LinearNetwork.Classifier();
        var kernel = network.Tensor(0);
        kernel.Set([.. Enumerable.Range(0, 18).Select(i => (float)i)]);
        Assert.Equal("digit.kernel", kernel.Name);
        Assert.Equal([6, 3], kernel.Shape.ToArray());
        Assert.Equal(4 * 3 + 2, kernel[4, 2]);
        Assert.Equal(0, network.Tensor(1)[0]);
    }

    [Fact]
    public void WrongSizesAndCoordinatesAreRefused()
    {
        using var network = LinearNetwork.Classifier();
        var kernel = network.Tensor(0);
        Assert.StartsWith("digit.kernel takes 18 values (6 x 3); got 17.", Assert.Throws<ArgumentException>(() => kernel.Set(new float[17])).Message);
        Assert.StartsWith("digit.kernel has 2 axes (6 x 3); got 1 coordinates.", Assert.Throws<ArgumentException>(() => kernel[1]).Message);
        Assert.StartsWith("digit.kernel has 3 places on axis 1 (6 x 3); got 3.", Assert.Throws<ArgumentException>(() => kernel[0, 3]).Message);
    }

    [Fact]
    public void EveryWriteIsANewVersion()
    {
        using var network = LinearNetwork.Classifier();
        var version = network.Store.Version;
        network.Tensor(1).Set([1, 2, 3]);
        Assert.True(network.Store.Version > version);
        version = network.Store.Version;
        network.Fit(LinearData.Classes(8));
        Assert.True(network.Store.Version > version);
    }
}
