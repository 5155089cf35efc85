using System.Numerics;

namespace CnnGen;

/// <summary>A dataset whose samples are mixed two by two.</summary>
internal sealed class MixupDataset(IDataset source, double alpha) : IDataset
{
    // Taken by the one who reads; another one at the same time makes his own.
    private float[]? _memory;

    public int Count => source.Count;

    public int InputLength => source.InputLength;

    public int TargetLength => source.TargetLength;

    /// <exception cref="InvalidDataException">Targets are not the probabilities of classes.</exception>
    public void Read(int index, SampleWriter sample)
    {
        if (sample.IsTraining)
            ReadMixed(index, sample);
        else
            source.Read(index, sample);
    }

    private void ReadMixed(int index, SampleWriter sample)
    {
        var random = sample.Random(index);
        var other = random.NextIndex(Count);
        var lambda = (float)BetaDistribution.Next(alpha, ref random);
        var memory = Interlocked.Exchange(ref _memory, null) ?? new float[InputLength + TargetLength];
        Array.Clear(memory);
        var input = memory.AsSpan(0, InputLength);
        var target = memory.AsSpan(InputLength);

        // The weight lies in one place, so it is the other sample's first, and then the sample's own.
        source.Read(other, sample.Within(input, target));
        var otherWeight = sample.Weight;
        sample.Weight = 1;
        source.Read(index, sample.Within(sample.Input, sample.Target));
        ClassProbabilities.Check(target, "mixup");
        ClassProbabilities.Check(sample.Target, "mixup");

        // Scaling is linear, so scaled values mix as bytes do.
        Mix(sample.Input, input, lambda);
        Mix(sample.Target, target, lambda);
        if (otherWeight != sample.Weight)
            sample.Weight = lambda * sample.Weight + (1 - lambda) * otherWeight;
        _memory = memory;
    }

    private static void Mix(Span<float> values, ReadOnlySpan<float> others, float lambda)
    {
        var i = 0;
        var (own, rest) = (new Vector<float>(lambda), new Vector<float>(1 - lambda));
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (own * new Vector<float>(values[i..]) + rest * new Vector<float>(others[i..])).CopyTo(values[i..]);
        for (; i < values.Length; i++)
            values[i] = lambda * values[i] + (1 - lambda) * others[i];
    }
}
