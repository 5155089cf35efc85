using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>The probabilities of classes, over the memory of the network that gave them: valid until its next call.</summary>
/// <typeparam name="TLabel">The generated enum of the labels: an int from 0, in the order of models.json.</typeparam>
public readonly ref struct ClassPrediction<TLabel>
    where TLabel : struct, Enum
{
    private readonly ReadOnlySpan<string> _labels;

    /// <summary>Used by generated code.</summary>
    /// <param name="probabilities">One for each class, or a single one: of the second of two classes.</param>
    /// <param name="labels">The names of the classes as models.json has them.</param>
    public ClassPrediction(ReadOnlySpan<float> probabilities, ReadOnlySpan<string> labels)
    {
        Probabilities = probabilities;
        _labels = labels;
    }

    /// <summary>One for each class; a single sigmoid unit gives one number, the probability of the second of two classes.</summary>
    public ReadOnlySpan<float> Probabilities { get; }

    /// <summary>The most probable class, from 0; the first one where several are. A single sigmoid unit: 1 where it is above 0.5.</summary>
    public int Index => Probabilities.Length == 1 ? Accuracy.ClassOfUnit(Probabilities[0]) : Accuracy.IndexOfLargest(Probabilities);

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

    /// <summary>The probability of the most probable class, 0 to 1.</summary>
    public float Probability => Probabilities.Length > 1 ? Probabilities[Index] : Index == 1 ? Probabilities[0] : 1 - Probabilities[0];
}
