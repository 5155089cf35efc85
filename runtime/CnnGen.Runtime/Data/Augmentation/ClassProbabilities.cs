namespace CnnGen;

/// <summary>Tells targets that are probabilities of classes from others.</summary>
internal static class ClassProbabilities
{
    private const float Tolerance = 1e-3f;

    /// <exception cref="InvalidDataException">The numbers are not probabilities whose sum is 1.</exception>
    public static void Check(ReadOnlySpan<float> target, string change)
    {
        var (sum, least) = (0f, 0f);
        foreach (var value in target)
        {
            sum += value;
            least = Math.Min(least, value);
        }

        if (!(Math.Abs(sum - 1) <= Tolerance && least >= 0))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"found a target of {target.Length} floats with the sum {sum} for {change}, expected the probabilities of classes; values other than the boxes of bounding_box heads can't follow the changes."));
        }
    }
}
