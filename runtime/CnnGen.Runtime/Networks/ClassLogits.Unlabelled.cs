namespace CnnGen;

/// <summary>The logits of classes that have no labels, over the memory of the network that gave them: valid until its next call.</summary>
/// <param name="logits">One a class; or a single one, that of class 1 of two.</param>
/// <param name="kind">What turns them into probabilities.</param>
public readonly ref struct ClassLogits(ReadOnlySpan<float> logits, LogitKind kind)
{
    private readonly LogitKind _kind = kind;

    /// <summary>The logits in the order of the head's outputs.</summary>
    public ReadOnlySpan<float> Logits { get; } = logits;

    /// <summary>The most probable class, the first of equals; with a single output 1 above a logit of 0, else 0.</summary>
    public int Index => Logits.Length == 1 ? (Logits[0] > 0 ? 1 : 0) : Accuracy.IndexOfLargest(Logits);

    /// <summary>The probability of that class, computed from the logits.</summary>
    public float Probability
    {
        get
        {
            var index = Index;
            var probability = LogitProbabilities.Of(Logits, _kind, Math.Min(index, Logits.Length - 1));
            return Logits.Length == 1 && index == 0 ? 1 - probability : probability;
        }
    }

    /// <summary>Computes the probabilities of all outputs.</summary>
    /// <param name="probabilities">As long as <see cref="Logits"/>, or longer.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public void CopyProbabilities(Span<float> probabilities)
    {
        if (probabilities.Length < Logits.Length)
            throw new ArgumentException($"Found room for {probabilities.Length} probabilities, expected {Logits.Length}.", nameof(probabilities));
        LogitProbabilities.Write(Logits, _kind, probabilities);
    }
}
