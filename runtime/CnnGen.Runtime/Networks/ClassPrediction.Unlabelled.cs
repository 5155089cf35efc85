namespace CnnGen;

/// <summary>What a head whose classes have no labels says of one image. Valid until the network is used again.</summary>
/// <param name="probabilities">One a class; or a single one, that of class 1 of two.</param>
public readonly ref struct ClassPrediction(ReadOnlySpan<float> probabilities)
{
    /// <summary>The probabilities in the order of the head's outputs.</summary>
    public ReadOnlySpan<float> Probabilities { get; } = probabilities;

    /// <summary>The most probable class; with a single output 1 above a probability of 0.5, else 0.</summary>
    public int Index => Probabilities.Length == 1 ? Accuracy.ClassOfUnit(Probabilities[0]) : Accuracy.IndexOfLargest(Probabilities);

    /// <summary>The probability of that class.</summary>
    public float Probability => Probabilities.Length > 1 ? Probabilities[Index] : Index == 1 ? Probabilities[0] : 1 - Probabilities[0];
}
