namespace CnnGen;

/// <summary>The probabilities that logits stand for.</summary>
internal static class LogitProbabilities
{
    /// <summary>Writes them, each where its logit is.</summary>
    public static void Write(ReadOnlySpan<float> logits, LogitKind kind, Span<float> probabilities)
    {
        if (kind == LogitKind.Sigmoid)
        {
            for (var i = 0; i < logits.Length; i++)
                probabilities[i] = Sigmoid(logits[i]);
            return;
        }

        var (max, sum) = Normalizer(logits);
        for (var i = 0; i < logits.Length; i++)
            probabilities[i] = (float)(Math.Exp(logits[i] - max) / sum);
    }

    /// <summary>The probability of one of the classes.</summary>
    public static float Of(ReadOnlySpan<float> logits, LogitKind kind, int index)
    {
        if (kind == LogitKind.Sigmoid)
            return Sigmoid(logits[index]);
        var (max, sum) = Normalizer(logits);
        return (float)(Math.Exp(logits[index] - max) / sum);
    }

    private static float Sigmoid(double logit) => (float)(1 / (1 + Math.Exp(-logit)));

    private static (double Max, double Sum) Normalizer(ReadOnlySpan<float> logits)
    {
        double max = logits[Accuracy.IndexOfLargest(logits)];
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - max);
        return (max, sum);
    }
}
