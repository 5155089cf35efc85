namespace CnnGen;

/// <summary>
/// "auc": the area under the receiver operating characteristic, 0.5 for guessing and 1 for perfect. As Keras's AUC by default: 200 thresholds, straight lines
/// between them, all outputs taken as one sequence of yes or no. 0 where all targets are alike.
/// </summary>
internal sealed class AreaUnderCurve(HeadDescription head) : IMetric
{
    private const int Thresholds = 200;

    // Scores between one threshold and the next; the last threshold, just above 1, is passed by none.
    private readonly long[] _positives = new long[Thresholds - 1];
    private readonly long[] _negatives = new long[Thresholds - 1];

    public string Name => "auc";

    public double Value
    {
        get
        {
            var (positives, negatives) = (_positives.Sum(), _negatives.Sum());
            if (positives == 0 || negatives == 0)
                return 0;
            var (area, truePositives) = (0.0, 0L);
            for (var i = Thresholds - 2; i >= 0; i--)
            {
                area += _negatives[i] * (truePositives + (_positives[i] / 2.0));
                truePositives += _positives[i];
            }

            return area / positives / negatives;
        }
    }

    public void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        for (var i = 0; i < output.Length; i++)
        {
            var isPositive = head.Targets == TargetKind.ClassIndex ? (int)target[0] == i : target[i] > 0.5f;
            (isPositive ? _positives : _negatives)[PlaceOf(output[i])]++;
        }
    }

    public void Reset()
    {
        Array.Clear(_positives);
        Array.Clear(_negatives);
    }

    /// <summary>The last threshold that the score is above: the first is below 0, the others are multiples of 1/199.</summary>
    private static int PlaceOf(float score) => float.IsNaN(score) ? 0 : (int)Math.Clamp(Math.Ceiling((double)score * (Thresholds - 1)) - 1, 0, Thresholds - 2);
}
