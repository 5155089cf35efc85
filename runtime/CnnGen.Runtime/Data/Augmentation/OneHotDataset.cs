namespace CnnGen;

/// <summary>A dataset whose class indices are written as probabilities.</summary>
internal sealed class OneHotDataset(IDataset source, int classes) : IDataset
{
    public int Count => source.Count;

    public int InputLength => source.InputLength;

    public int TargetLength => classes;

    /// <exception cref="InvalidDataException">A class is none of them.</exception>
    public void Read(int index, SampleWriter sample)
    {
        Span<float> target = [0];
        source.Read(index, sample.Within(sample.Input, target));
        var found = target[0];
        if (!(found >= 0 && found < classes && found == MathF.Floor(found)))
            throw new InvalidDataException(FormattableString.Invariant($"the class is {found}; expected a whole number from 0 to {classes - 1}."));
        sample.Target[(int)found] = 1;
    }
}
