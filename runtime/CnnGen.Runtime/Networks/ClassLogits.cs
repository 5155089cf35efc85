using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>The logits of classes, over the memory of the network that gave them: valid until its next call. The head's loss takes them as they are.</summary>
/// <typeparam name="TLabel">The generated enum of the labels: an int from 0, in the order of models.json.</typeparam>
public readonly ref struct ClassLogits<TLabel>
    where TLabel : struct, Enum
{
    private readonly ClassLogits _logits;
    private readonly ReadOnlySpan<string> _labels;

    /// <summary>Used by generated code.</summary>
    /// <param name="logits">One for each class, or a single one: of the second of two classes.</param>
    /// <param name="kind">What turns them into probabilities.</param>
    /// <param name="labels">The names of the classes as models.json has them.</param>
    public ClassLogits(ReadOnlySpan<float> logits, LogitKind kind, ReadOnlySpan<string> labels)
    {
        _logits = new ClassLogits(logits, kind);
        _labels = labels;
    }

    /// <inheritdoc cref="ClassLogits.Logits"/>
    public ReadOnlySpan<float> Logits => _logits.Logits;

    /// <inheritdoc cref="ClassLogits.Index"/>
    public int Index => _logits.Index;

    /// <summary>The most probable class.</summary>
    /// <exception cref="NotSupportedException">The enum's numbers are not ints.</exception>
    public TLabel Label
    {
        get
        {
            if (Unsafe.SizeOf<TLabel>() != sizeof(int))
                throw new NotSupportedException($"{typeof(TLabel)} is not an enum over int, which labels are.");
            var index = Index;
            return Unsafe.As<int, TLabel>(ref index);
        }
    }

    /// <summary>The most probable class as models.json names it; its number where it has no name there.</summary>
    public string LabelText => Index < _labels.Length ? _labels[Index] : Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ClassLogits.Probability"/>
    public float Probability => _logits.Probability;

    /// <inheritdoc cref="ClassLogits.CopyProbabilities"/>
    public void CopyProbabilities(Span<float> probabilities) => _logits.CopyProbabilities(probabilities);
}
