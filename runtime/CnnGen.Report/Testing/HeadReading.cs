using System.Globalization;

namespace CnnGen.Report.Testing;

/// <summary>What the numbers of a head say, and where they are among those of all heads.</summary>
internal sealed class HeadReading
{
    private readonly int _outputStart;
    private readonly int _targetStart;
    private readonly TargetKind _targets;

    public HeadReading(NetworkDescription network, int index)
    {
        (Index, Head) = (index, network.Heads[index]);
        _outputStart = network.Heads.Take(index).Sum(head => head.Length);
        _targetStart = network.Heads.Take(index).Sum(head => head.TargetLength);
        // A network without "compile" says nothing of its targets; a class is then told by its probabilities.
        _targets = Head is { Kind: HeadKind.Classes, Loss: null } ? (Head.Length > 1 ? TargetKind.ClassProbabilities : TargetKind.LabelProbabilities) : Head.Targets;
        Classes = TargetClass.CountOf(Head with { Targets = _targets });
    }

    public int Index { get; }

    public HeadDescription Head { get; }

    /// <summary>How many classes an image can be of; 0 where the head does not say one class.</summary>
    public int Classes { get; }

    public bool IsBox => Head.Kind == HeadKind.BoundingBox;

    public ReadOnlySpan<float> OutputOf(ReadOnlySpan<float> outputs) => outputs.Slice(_outputStart, Head.Length);

    public ReadOnlySpan<float> TargetOf(ReadOnlySpan<float> targets) => targets.Slice(_targetStart, Head.TargetLength);

    /// <summary>The class that an image was taken for.</summary>
    public int Predicted(ReadOnlySpan<float> outputs) => TargetClass.Predicted(Probabilities(outputs), _targets);

    /// <summary>The class that an image is of.</summary>
    public int Actual(ReadOnlySpan<float> targets) => TargetClass.Of(TargetOf(targets), _targets);

    /// <summary>The probability that the network gives a class.</summary>
    public float Probability(ReadOnlySpan<float> outputs, int index)
    {
        var probabilities = Probabilities(outputs);
        return Head.Length > 1 ? probabilities[index] : index == 1 ? probabilities[0] : 1 - probabilities[0];
    }

    public BoundingBox Box(ReadOnlySpan<float> outputs) => BoundingBox.From(OutputOf(outputs));

    /// <summary>The box that is right; null for an image without an object, or without targets.</summary>
    public BoundingBox? TrueBox(ReadOnlySpan<float> targets)
    {
        if (targets.IsEmpty)
            return null;
        var target = TargetOf(targets);
        return target.Length == 4 && BoundingBox.From(target) is { Area: > 0 } box ? box : null;
    }

    /// <summary>The name of a class, or of a number of the head.</summary>
    public string NameOf(int output) => IsBox ? s_edges[output]
        : Classes == 2 && Head is { Length: 1, Labels.Length: 0 } ? (output == 1 ? "yes" : "no")
        : output < Head.Labels.Length ? Head.Labels[output] : output.ToString(CultureInfo.InvariantCulture);

    private static readonly string[] s_edges = ["left edge", "top edge", "right edge", "bottom edge"];

    private ReadOnlySpan<float> Probabilities(ReadOnlySpan<float> outputs)
    {
        var numbers = OutputOf(outputs);
        if (Head.Logits == LogitKind.None)
            return numbers;
        var probabilities = new float[numbers.Length];
        LogitProbabilities.Write(numbers, Head.Logits, probabilities);
        return probabilities;
    }
}
