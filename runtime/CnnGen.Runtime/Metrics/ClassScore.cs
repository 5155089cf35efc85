namespace CnnGen;

/// <summary>
/// "precision", "recall" and "f1_score". Where a target says one class of several, they are computed for each class that was predicted or occurs, and averaged
/// ("macro"); the predicted class is the most probable one. Where each output is a yes or no, they are computed over all outputs together; yes is what
/// is above the threshold.
/// </summary>
internal sealed class ClassScore : IMetric
{
    private readonly HeadDescription _head;
    private readonly float _threshold;
    private readonly Func<long, long, long, double> _score;
    private readonly bool _isYesOrNo;
    private readonly long[] _right;
    private readonly long[] _predicted;
    private readonly long[] _actual;

    /// <param name="score">Of the samples that are rightly said to be of a class, those said to be, and those that are.</param>
    private ClassScore(string name, HeadDescription head, float threshold, Func<long, long, long, double> score)
    {
        (Name, _head, _threshold, _score) = (name, head, threshold, score);
        _isYesOrNo = head.Targets == TargetKind.LabelProbabilities;
        var classes = _isYesOrNo ? 1 : head.Length;
        (_right, _predicted, _actual) = (new long[classes], new long[classes], new long[classes]);
    }

    public string Name { get; }

    public double Value
    {
        get
        {
            var (sum, classes) = (0.0, 0);
            for (var i = 0; i < _right.Length; i++)
            {
                if (_predicted[i] + _actual[i] == 0)
                    continue;
                sum += _score(_right[i], _predicted[i], _actual[i]);
                classes++;
            }

            return classes == 0 ? 0 : sum / classes;
        }
    }

    /// <summary>Of what was said to be of a class, the share that is.</summary>
    public static ClassScore Precision(HeadDescription head, float threshold) =>
        new("precision", head, threshold, static (right, predicted, _) => Share(right, predicted));

    /// <summary>Of what is of a class, the share that was said to be.</summary>
    public static ClassScore Recall(HeadDescription head, float threshold) =>
        new("recall", head, threshold, static (right, _, actual) => Share(right, actual));

    /// <summary>The harmonic mean of precision and recall.</summary>
    public static ClassScore F1(HeadDescription head, float threshold) =>
        new("f1_score", head, threshold, static (right, predicted, actual) => Share(2 * right, predicted + actual));

    public void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        if (!_isYesOrNo)
        {
            Count(Accuracy.IndexOfLargest(output), TargetClass.Of(target, _head.Targets));
            return;
        }

        for (var i = 0; i < output.Length; i++)
            Count(output[i] > _threshold ? 0 : -1, target[i] > 0.5f ? 0 : -1);
    }

    public void Reset()
    {
        Array.Clear(_right);
        Array.Clear(_predicted);
        Array.Clear(_actual);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>Counts a sample; -1 is no class.</summary>
    private void Count(int predicted, int actual)
    {
        if (predicted >= 0)
            _predicted[predicted]++;
        if (actual >= 0)
            _actual[actual]++;
        if (predicted == actual && actual >= 0)
            _right[actual]++;
    }
}
