namespace CnnGen.Generator.Graph;

/// <summary>How one head is trained, in the order of the heads.</summary>
internal sealed record HeadTraining(LossSettings Loss, double LossWeight, EquatableArray<MetricSettings> Metrics);

/// <summary>A loss with its attributes.</summary>
/// <param name="Type">Its name in the table of losses: "huber".</param>
/// <param name="Alpha">Of focal losses: the weight of the classes; null where there is none.</param>
internal sealed record LossSettings(
    string Type, bool FromLogits = false, double LabelSmoothing = 0, double Delta = 1, double? Alpha = null, double Gamma = 0);

/// <summary>A metric with its attributes.</summary>
/// <param name="Type">Its name in the table of metrics: "accuracy".</param>
/// <param name="K">Of top-k accuracy: how many classes count.</param>
/// <param name="Threshold">Of metrics of yes and no: the probability above which it is yes.</param>
internal sealed record MetricSettings(string Type, int K = MetricSettings.DefaultK, double Threshold = MetricSettings.DefaultThreshold)
{
    public const int DefaultK = 5;
    public const double DefaultThreshold = 0.5;
}

/// <summary>What a head's targets are; as the runtime's.</summary>
internal enum TargetKind
{
    Values,
    ClassIndex,
    ClassProbabilities,
    LabelProbabilities,
}

/// <summary>What turns a head's numbers into probabilities, where they are logits; as the runtime's.</summary>
internal enum LogitKind
{
    None,
    Softmax,
    Sigmoid,
}
