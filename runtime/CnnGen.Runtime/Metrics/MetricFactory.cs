namespace CnnGen;

/// <summary>Makes metrics by the names of models.json.</summary>
internal static class MetricFactory
{
    /// <exception cref="InvalidOperationException">The metric is not known, or does not fit the head.</exception>
    public static IMetric Make(MetricDescription metric, HeadDescription head)
    {
        var made = MakeOfAll(metric, head);
        return head.Kind == HeadKind.BoundingBox ? new MetricOfObjects(made) : made;
    }

    private static IMetric MakeOfAll(MetricDescription metric, HeadDescription head)
    {
        var isOneClass = TargetClass.CountOf(head) > 0;
        var isEach = head.TargetLength == head.Length;
        return metric.Type switch
        {
            "accuracy" when isOneClass => new Accuracy(head),
            "top_k_categorical_accuracy" when isOneClass && head.Length > 1 => new TopKAccuracy(head, metric.K),
            "binary_accuracy" when isEach => new BinaryAccuracy(metric.Threshold),
            "precision" when head.Kind == HeadKind.Classes => ClassScore.Precision(head, metric.Threshold),
            "recall" when head.Kind == HeadKind.Classes => ClassScore.Recall(head, metric.Threshold),
            "f1_score" when head.Kind == HeadKind.Classes => ClassScore.F1(head, metric.Threshold),
            "auc" when head.Kind == HeadKind.Classes => new AreaUnderCurve(head),
            "mse" when isEach => new MeanSquaredError(),
            "mae" when isEach => new MeanAbsoluteError(),
            "iou" when head.Length == 4 && isEach => new MeanIntersectionOverUnion(),
            "iou_accuracy" when head.Length == 4 && isEach => new OverlapAccuracy(metric.Threshold),
            "accuracy" or "top_k_categorical_accuracy" or "binary_accuracy" or "precision" or "recall" or "f1_score" or "auc" or "mse" or "mae" or "iou" or "iou_accuracy" =>
                throw new InvalidOperationException(
                    $"The metric \"{metric.Type}\" does not fit the head \"{head.Name}\", which has {head.Length} outputs and {head.TargetLength} targets an image."),
            _ => throw new InvalidOperationException(
                $"The head \"{head.Name}\" asks for the metric \"{metric.Type}\", which this runtime does not know. Use the CnnGen package of the generator that made the code."),
        };
    }
}
