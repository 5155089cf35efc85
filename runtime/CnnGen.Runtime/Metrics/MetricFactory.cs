namespace CnnGen;

/// <summary>Makes metrics by the names of models.json.</summary>
internal static class MetricFactory
{
    /// <exception cref="InvalidOperationException">The metric is not known, or does not fit the head.</exception>
    public static IMetric Make(string name, HeadDescription head) => name switch
    {
        "accuracy" when head.TargetLength == 1 || head.TargetLength == head.Length => new Accuracy(),
        "mse" when head.TargetLength == head.Length => new MeanSquaredError(),
        "iou" when head.Length == 4 && head.TargetLength == 4 => new MeanIntersectionOverUnion(),
        "accuracy" or "mse" or "iou" => throw new InvalidOperationException(
            $"The metric \"{name}\" does not fit the head \"{head.Name}\", which has {head.Length} outputs and {head.TargetLength} targets an image."),
        _ => throw new InvalidOperationException(
            $"The head \"{head.Name}\" asks for the metric \"{name}\"; this runtime knows \"accuracy\", \"mse\" and \"iou\". Use the CnnGen package of the generator that made the code."),
    };
}
