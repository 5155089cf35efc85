namespace CnnGen;

/// <summary>A dataset whose lengths fit a network and whose class targets are checked as they are read.</summary>
internal sealed class CheckedDataset : IDataset
{
    private readonly IDataset _source;
    private readonly (int Start, int Classes, string Head)[] _classTargets;

    /// <exception cref="ArgumentException">The dataset is empty, or its lengths are not the network's.</exception>
    public CheckedDataset(IDataset source, NetworkDescription network, string role)
    {
        CheckLength(source.InputLength, network.InputLength, $"inputs of the {role} data", network.Name);
        CheckLength(source.TargetLength, network.TargetLength, $"targets of the {role} data", network.Name);
        if (source.Count < 1)
            throw new ArgumentException($"The {role} data has no samples; expected at least one.");
        _source = source;
        _classTargets = [.. ClassTargets(network.Heads)];
    }

    public int Count => _source.Count;

    public int InputLength => _source.InputLength;

    public int TargetLength => _source.TargetLength;

    /// <exception cref="InvalidDataException">A class is none of its head's.</exception>
    public void Read(int index, SampleWriter sample)
    {
        _source.Read(index, sample);
        foreach (var (start, classes, head) in _classTargets)
        {
            var target = sample.Target[start];
            if (!(target >= 0 && target < classes && target == MathF.Floor(target)))
                throw new InvalidDataException(FormattableString.Invariant($"the class of head \"{head}\" is {target}; expected a whole number from 0 to {classes - 1}."));
        }
    }

    private static void CheckLength(int found, int expected, string what, string network)
    {
        if (found != expected)
            throw new ArgumentException($"The {what} have {found} floats; {network} takes {expected}.");
    }

    private static IEnumerable<(int Start, int Classes, string Head)> ClassTargets(HeadDescription[] heads)
    {
        var start = 0;
        foreach (var head in heads)
        {
            // A class index picks one of the outputs; only a single sigmoid unit, which no index picks from, stands for two classes.
            if (head.Kind == HeadKind.Classes && head.TargetLength == 1)
                yield return (start, head.Loss == "sparse_categorical_crossentropy" ? head.Length : Math.Max(2, head.Length), head.Name);
            start += head.TargetLength;
        }
    }
}
