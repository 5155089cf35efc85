namespace CnnGen.Layers.Tests.Reference;

/// <summary>Sets of elements of one image, each brought to mean 0 and variance 1 by itself; then scaled and shifted.</summary>
/// <param name="sets">Which elements are normalized together.</param>
/// <param name="parameter">The element of gamma and beta that belongs to an element.</param>
internal sealed class ReferenceNormalization(
    IReadOnlyList<int[]> sets, double epsilon, Func<int, int> parameter, double[]? gamma, double[]? beta, double[]? gammaGradient, double[]? betaGradient)
{
    public DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(input.Shape);
        foreach (int[] set in sets)
        {
            var (normalized, _) = Normalize(input, set);
            foreach (int i in set) output.Values[i] = (normalized(i) * Gamma(i)) + (beta?[parameter(i)] ?? 0);
        }

        return output;
    }

    public DoubleTensor Backward(DoubleTensor input, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        foreach (int[] set in sets)
        {
            var (normalized, deviation) = Normalize(input, set);
            double mean = set.Average(i => gradient.Values[i] * Gamma(i));
            double product = set.Average(i => gradient.Values[i] * Gamma(i) * normalized(i));
            foreach (int i in set)
            {
                result.Values[i] = ((gradient.Values[i] * Gamma(i)) - mean - (normalized(i) * product)) / deviation;
                if (gammaGradient is not null) gammaGradient[parameter(i)] += gradient.Values[i] * normalized(i);
                if (betaGradient is not null) betaGradient[parameter(i)] += gradient.Values[i];
            }
        }

        return result;
    }

    private double Gamma(int i) => gamma?[parameter(i)] ?? 1;

    private (Func<int, double> Normalized, double Deviation) Normalize(DoubleTensor input, int[] set)
    {
        double mean = set.Average(i => input.Values[i]);
        double deviation = Math.Sqrt(set.Average(i => Math.Pow(input.Values[i] - mean, 2)) + epsilon);
        return (i => (input.Values[i] - mean) / deviation, deviation);
    }
}
