using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Metrics;

public sealed class MetricTests
{
    [Fact]
    public void AccuracyCountsTheMostProbableClass()
    {
        var accuracy = MetricFactory.Make("accuracy", LinearNetwork.Class("digit"));
        accuracy.Add([0.1f, 0.7f, 0.2f], [1]);
        accuracy.Add([0.1f, 0.7f, 0.2f], [2]);
        accuracy.Add([0.1f, 0.7f, 0.2f], [0, 1, 0]);
        Assert.Equal(2.0 / 3, accuracy.Value, 12);
        accuracy.Reset();
        Assert.Equal(0, accuracy.Value);
    }

    [Fact]
    public void AccuracyOfOneUnitHasAThreshold()
    {
        var accuracy = MetricFactory.Make("accuracy", LinearNetwork.Class("cat") with { Length = 1 });
        accuracy.Add([0.6f], [1]);
        accuracy.Add([0.5f], [1]);
        accuracy.Add([0.4f], [0]);
        accuracy.Add([0.9f], [0]);
        Assert.Equal(0.5, accuracy.Value);
    }

    [Fact]
    public void MseIsTheMeanOverOutputsAndSamples()
    {
        var mse = MetricFactory.Make("mse", LinearNetwork.Box("box"));
        mse.Add([1, 2, 3, 4], [1, 2, 3, 2]);
        mse.Add([0, 0, 0, 0], [0, 0, 0, 0]);
        Assert.Equal(0.5, mse.Value);
    }

    [Fact]
    public void IouPutsEdgesInOrder()
    {
        var iou = MetricFactory.Make("iou", LinearNetwork.Box("box"));
        iou.Add([0.5f, 0.5f, 0, 0], [0, 0, 0.5f, 0.5f]);
        iou.Add([0, 0, 1, 1], [0, 0, 0.5f, 1]);
        Assert.Equal(0.75, iou.Value, 6);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("\"iou\" does not fit the head \"digit\"", Assert.Throws<InvalidOperationException>(() => MetricFactory.Make("iou", LinearNetwork.Class("digit"))).Message);
        Assert.Contains("knows \"accuracy\", \"mse\" and \"iou\"", Assert.Throws<InvalidOperationException>(() => MetricFactory.Make("f1", LinearNetwork.Class("digit"))).Message);
    }
}
