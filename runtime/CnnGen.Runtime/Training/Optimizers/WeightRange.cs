namespace CnnGen;

/// <summary>A part of one trainable parameter. Ranges depend on the network alone, which keeps sums over them the same at any number of threads.</summary>
/// <param name="Parameter">The index of the parameter in the description.</param>
/// <param name="Start">Where it starts in the parameter buffer: a multiple of 16 floats.</param>
/// <param name="Length">Floats of the parameter.</param>
internal readonly record struct WeightRange(int Parameter, int Start, int Length)
{
    private const int MostFloats = 4096;

    /// <summary>The length with the unused room behind the parameter's end: a multiple of 16.</summary>
    public int PaddedLength => WeightStore.RoundUp(Length);

    /// <summary>The ranges of all parameters that are trained, in order.</summary>
    public static WeightRange[] Of(NetworkDescription network, TrainingScope scope) =>
        [.. network.Parameters.SelectMany((parameter, index) => scope.Trains(index) ? Cut(parameter, index) : [])];

    private static IEnumerable<WeightRange> Cut(ParameterDescription parameter, int index)
    {
        for (var start = 0; start < parameter.Length; start += MostFloats)
            yield return new WeightRange(index, parameter.Offset + start, Math.Min(MostFloats, parameter.Length - start));
    }
}
