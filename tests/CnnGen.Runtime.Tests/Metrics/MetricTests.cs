using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Metrics;

/// <summary>Values worked out by hand.</summary>
public sealed class MetricTests
{
    private static readonly HeadDescription s_digit = LinearNetwork.Class("digit");
    private static readonly HeadDescription s_oneHot = s_digit with { TargetLength = 3, Targets = TargetKind.ClassProbabilities };
    private static readonly HeadDescription s_labels = s_oneHot with { Targets = TargetKind.LabelProbabilities };
    private static readonly HeadDescription s_unit = s_labels with { Length = 1, TargetLength = 1 };

    [Fact]
    public void AccuracyCountsTheMostProbableClass()
    {
        var accuracy = Make("accuracy", s_digit);
        accuracy.Add([0.1f, 0.7f, 0.2f], [1]);
        accuracy.Add([0.1f, 0.7f, 0.2f], [2]);
        Assert.Equal(0.5, accuracy.Value);
        accuracy.Reset();
        Assert.Equal(0, accuracy.Value);
        accuracy = Make("accuracy", s_oneHot);
        accuracy.Add([0.1f, 0.7f, 0.2f], [0, 1, 0]);
        Assert.Equal(1, accuracy.Value);
    }

    [Fact]
    public void AccuracyOfOneUnitHasAThreshold()
    {
        var accuracy = Make("accuracy", s_unit);
        accuracy.Add([0.6f], [1]);
        accuracy.Add([0.5f], [1]);
        accuracy.Add([0.4f], [0]);
        accuracy.Add([0.9f], [0]);
        Assert.Equal(0.5, accuracy.Value);
    }

    [Fact]
    public void AOneUnitSoftmaxHasOneClass()
    {
        var head = s_digit with { Length = 1 };
        var accuracy = Make("accuracy", head);
        accuracy.Add([1], [0]);
        Assert.Equal(1, accuracy.Value);
        var matrix = new ConfusionMatrix(head);
        matrix.Add([1], [0]);
        Assert.Equal(1, matrix[0, 0]);
    }

    [Fact]
    public void TopKCountsTheFirstPlaces()
    {
        var top = Make(new MetricDescription("top_k_categorical_accuracy") { K = 2 }, s_digit);
        Assert.Equal("top_2_accuracy", top.Name);
        top.Add([0.5f, 0.3f, 0.2f], [0]);
        top.Add([0.5f, 0.3f, 0.2f], [1]);
        top.Add([0.5f, 0.3f, 0.2f], [2]);
        top.Add([0.4f, 0.3f, 0.3f], [2]);
        top.Add([0.4f, 0.3f, float.NaN], [2]);
        Assert.Equal(0.6, top.Value, 12);
    }

    [Fact]
    public void BinaryAccuracyCountsOutputs()
    {
        var accuracy = Make(new MetricDescription("binary_accuracy") { Threshold = 0.4f }, s_labels);
        accuracy.Add([0.45f, 0.3f, 0.9f], [1, 1, 0]);
        accuracy.Add([0.1f, 0.2f, 0.3f], [0, 0, 0]);
        Assert.Equal(4.0 / 6, accuracy.Value, 12);
    }

    /// <summary>Class 0: 1 of 2 said right, 1 of 1 found; class 1: 1 of 1, 1 of 2; class 2 does not occur and is left out.</summary>
    [Fact]
    public void ScoresOfClassesAreAveraged()
    {
        var scores = Scores(s_digit);
        foreach (var score in scores)
        {
            score.Add([0.8f, 0.1f, 0.1f], [0]);
            score.Add([0.8f, 0.1f, 0.1f], [1]);
            score.Add([0.1f, 0.8f, 0.1f], [1]);
        }

        Assert.Equal([0.75, 0.75, 2.0 / 3], scores.Select(score => Math.Round(score.Value, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary>2 of 3 that are said are right, 2 of 4 that are right are said.</summary>
    [Fact]
    public void ScoresOfLabelsAreOfAllTogether()
    {
        var scores = Scores(s_labels);
        foreach (var score in scores)
        {
            score.Add([0.8f, 0.6f, 0.5f], [1, 0, 1]);
            score.Add([0.1f, 0.6f, 0.5f], [0, 1, 1]);
        }

        Assert.Equal([2.0 / 3, 0.5, 4.0 / 7], scores.Select(score => score.Value), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(scores, score =>
        {
            score.Reset();
            Assert.Equal(0, score.Value);
        });
    }

    /// <summary>Of 2 x 3 pairs of a positive and a negative, 4 are in order and 1 is even.</summary>
    [Fact]
    public void AucIsTheShareOfPairsInOrder()
    {
        var auc = Make("auc", s_unit);
        foreach (var (score, target) in ((float, float)[])[(0.9f, 1), (0.4f, 1), (0.4f, 0), (0.6f, 0), (0, 0)])
            auc.Add([score], [target]);
        Assert.Equal(4.5 / 6, auc.Value, 12);
        auc.Reset();
        auc.Add([1], [1]);
        Assert.Equal(0, auc.Value);
        var classes = Make("auc", s_digit);
        classes.Add([0.8f, 0.1f, 0.1f], [0]);
        Assert.Equal(1, classes.Value);
    }

    [Fact]
    public void ErrorsAreMeansOverOutputsAndSamples()
    {
        foreach (var (name, expected) in ((string, double)[])[("mse", 0.5), ("mae", 0.25)])
        {
            var error = Make(name, LinearNetwork.Box("box"));
            error.Add([1, 2, 3, 4], [1, 0, 3, 4]);
            error.Add([1, 2, 3, 4], [1, 2, 3, 4]);
            Assert.Equal(expected, error.Value);
        }
    }

    [Fact]
    public void OverlapsAreCountedFromTheThreshold()
    {
        var (half, most) = (Make("iou_accuracy", LinearNetwork.Box("box")), Make(new MetricDescription("iou_accuracy") { Threshold = 0.75f }, LinearNetwork.Box("box")));
        Assert.Equal(("iou_0.5_accuracy", "iou_0.75_accuracy"), (half.Name, most.Name));
        foreach (var right in (float[])[0.5f, 0.4f, 0.8f, 1])
        {
            half.Add([0, 0, right, 1], [0, 0, 1, 1]);
            most.Add([0, 0, right, 1], [0, 0, 1, 1]);
        }

        Assert.Equal((0.75, 0.5), (half.Value, most.Value));
    }

    [Theory]
    [InlineData("iou")]
    [InlineData("iou_accuracy")]
    [InlineData("mse")]
    [InlineData("mae")]
    public void ImagesWithoutAnObjectDoNotCount(string name)
    {
        var metric = Make(name, LinearNetwork.Box("box"));
        metric.Add([0, 0, 0.5f, 1], [0, 0, 1, 1]);
        var value = metric.Value;
        metric.Add([0, 0, 0.5f, 1], [0, 0, 0, 0]);
        Assert.Equal(value, metric.Value);
        metric.Reset();
        Assert.Equal(0, metric.Value);
    }

    [Fact]
    public void ALocalizationIsRightWhereClassAndBoxAre()
    {
        var metric = new LocalizationAccuracy([LinearNetwork.Box("box"), s_digit]);
        Assert.Equal(1, metric.ClassHead);
        metric.Add([0, 0, 0.5f, 1], [0, 0, 1, 1], [0.1f, 0.7f, 0.2f], [1]);
        metric.Add([0, 0, 0.4f, 1], [0, 0, 1, 1], [0.1f, 0.7f, 0.2f], [1]);
        metric.Add([0, 0, 0.5f, 1], [0, 0, 1, 1], [0.1f, 0.7f, 0.2f], [2]);
        metric.Add([0, 0, 0.5f, 1], [0, 0, 0, 0], [0.1f, 0.7f, 0.2f], [2]);
        Assert.Equal(1.0 / 3, metric.Value, 12);
        metric.Reset();
        Assert.Equal(0, metric.Value);
        Assert.Throws<InvalidOperationException>(() => new LocalizationAccuracy([LinearNetwork.Box("box")]));
        Assert.Throws<InvalidOperationException>(() => new LocalizationAccuracy([LinearNetwork.Box("box"), s_digit, s_oneHot]));
    }

    [Fact]
    public void IouPutsEdgesInOrder()
    {
        var iou = Make("iou", LinearNetwork.Box("box"));
        iou.Add([0.5f, 0.5f, 0, 0], [0, 0, 0.5f, 0.5f]);
        iou.Add([0, 0, 1, 1], [0, 0, 0.5f, 1]);
        Assert.Equal(0.75, iou.Value, 6);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("\"iou\" does not fit the head \"digit\"", Assert.Throws<InvalidOperationException>(() => Make("iou", s_digit)).Message);
        Assert.Contains("\"accuracy\" does not fit", Assert.Throws<InvalidOperationException>(() => Make("accuracy", s_labels)).Message);
        Assert.Contains("\"binary_accuracy\" does not fit", Assert.Throws<InvalidOperationException>(() => Make("binary_accuracy", s_digit)).Message);
        Assert.Contains("\"f2\", which this runtime does not know", Assert.Throws<InvalidOperationException>(() => Make("f2", s_digit)).Message);
    }

    [Fact]
    public void AMatrixCountsConfusions()
    {
        using var network = LinearNetwork.DualHead();
        var data = LinearData.ClassesAndBoxes(60);
        var result = network.Measure(data);
        var matrix = result.ConfusionMatrix();
        Assert.Same(matrix, result.ConfusionMatrix("class_output"));
        Assert.Equal((3, 60L), (matrix.Classes, matrix.Count));
        Assert.Equal(result["class_output_accuracy"], matrix.Accuracy, 12);
        Assert.Contains("those of class_output", Assert.Throws<ArgumentException>(() => result.ConfusionMatrix("loc_output")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 3]);
    }

    [Fact]
    public void AMatrixIsATable()
    {
        var matrix = new ConfusionMatrix(s_digit);
        Assert.Equal((0, 0), (matrix.Accuracy, matrix.Recall(1)));
        for (var i = 0; i < 12; i++)
            matrix.Add([0, 1, 0], [1]);
        matrix.Add([0, 1, 0], [2]);
        matrix.Add([1, 0, 0], [1]);
        Assert.Equal((12.0 / 13, 12.0 / 13, 0), (matrix.Precision(1), matrix.Recall(1), matrix.Precision(2)));
        Assert.Equal(
            """
            actual \ predicted  circle  square  triangle
            circle                   0       0         0
            square                   1      12         0
            triangle                 0       1         0
            """.ReplaceLineEndings("\n"),
            matrix.ToString());
    }

    [Fact]
    public void LogitsHaveProbabilities()
    {
        float[] logits = [0, MathF.Log(3)];
        var classes = new ClassLogits(logits, LogitKind.Softmax);
        Assert.Equal((1, 0.75f), (classes.Index, MathF.Round(classes.Probability, 6)));
        var probabilities = new float[2];
        classes.CopyProbabilities(probabilities);
        Assert.Equal([0.25f, 0.75f], probabilities, (a, b) => Math.Abs(a - b) < 1e-6f);
        var unit = new ClassLogits<DayOfWeek>([-MathF.Log(3)], LogitKind.Sigmoid, ["no", "yes"]);
        Assert.Equal((0, "no", DayOfWeek.Sunday, 0.75f), (unit.Index, unit.LabelText, unit.Label, MathF.Round(unit.Probability, 6)));
        Assert.Throws<ArgumentException>(() => new ClassLogits([1, 2], LogitKind.Softmax).CopyProbabilities(new float[1]));
    }

    private static IMetric[] Scores(HeadDescription head) => [Make("precision", head), Make("recall", head), Make("f1_score", head)];

    private static IMetric Make(string name, HeadDescription head) => Make(new MetricDescription(name), head);

    private static IMetric Make(MetricDescription metric, HeadDescription head) => MetricFactory.Make(metric, head);
}
