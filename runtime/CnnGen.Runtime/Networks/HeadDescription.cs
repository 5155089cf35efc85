namespace CnnGen;

/// <summary>What a head's numbers mean.</summary>
public enum HeadKind
{
    /// <summary>Plain numbers.</summary>
    Values,

    /// <summary>Probabilities of classes, or the logits of these: see <see cref="HeadDescription.Logits"/>.</summary>
    Classes,

    /// <summary>xmin, ymin, xmax, ymax, relative to the image.</summary>
    BoundingBox,
}

/// <summary>What turns a head's numbers into probabilities, where they are logits.</summary>
public enum LogitKind
{
    /// <summary>They are no logits.</summary>
    None,

    /// <summary>The softmax over the classes.</summary>
    Softmax,

    /// <summary>The sigmoid of each.</summary>
    Sigmoid,
}

/// <summary>What a head's targets are.</summary>
public enum TargetKind
{
    /// <summary>A number for each output.</summary>
    Values,

    /// <summary>The index of the class; of an image, that of each pixel.</summary>
    ClassIndex,

    /// <summary>A probability for each class, 0 to 1: 1 for the right one, or a mixture.</summary>
    ClassProbabilities,

    /// <summary>A probability for each output, 0 to 1: whether it applies. A single one tells two classes apart.</summary>
    LabelProbabilities,
}

/// <summary>An output of a network and how it is trained.</summary>
/// <param name="Name">The name in models.json; keys of the history start with it where there are several heads.</param>
/// <param name="Kind">What the numbers mean.</param>
/// <param name="Length">Floats of one image's output.</param>
/// <param name="TargetLength">Floats of one image's target: 1 for a class index.</param>
/// <param name="Loss">Keras's name, as "sparse_categorical_crossentropy"; null where the network can't be trained.</param>
/// <param name="LossWeight">The factor of this head's loss in the sum.</param>
/// <param name="Metrics">What is measured besides.</param>
/// <param name="Labels">Names of the classes; empty where there are none.</param>
public sealed record HeadDescription(
    string Name, HeadKind Kind, int Length, int TargetLength, string? Loss, float LossWeight, MetricDescription[] Metrics, string[] Labels)
{
    /// <summary>What the targets are.</summary>
    public TargetKind Targets { get; init; }

    /// <summary>What turns the numbers into probabilities, where the loss takes logits.</summary>
    public LogitKind Logits { get; init; }
}

/// <summary>A metric that models.json names.</summary>
/// <param name="Type">Keras's name, as "accuracy" or "top_k_categorical_accuracy".</param>
public sealed record MetricDescription(string Type)
{
    /// <summary>Of top-k accuracy: how many of the most probable classes count.</summary>
    public int K { get; init; } = 5;

    /// <summary>Of the metrics of yes and no: the probability above which it is yes.</summary>
    public float Threshold { get; init; } = 0.5f;
}
