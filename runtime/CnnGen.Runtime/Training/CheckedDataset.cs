namespace CnnGen;

/// <summary>A dataset whose lengths fit a network and whose class targets and weights are checked as they are read.</summary>
internal sealed class CheckedDataset : IDataset
{
    private readonly IDataset _source;
    private readonly (int Start, HeadDescription Head)[] _targets;

    /// <exception cref="ArgumentException">The dataset is empty, or its lengths are not the network's.</exception>
    public CheckedDataset(IDataset source, NetworkDescription network, string role)
    {
        CheckLength(source.InputLength, network.InputLength, $"inputs of the {role} data", network.Name);
        CheckLength(source.TargetLength, network.TargetLength, $"targets of the {role} data", network.Name);
        if (source.Count < 1)
            throw new ArgumentException($"The {role} data has no samples; expected at least one.");
        (_source, Role) = (source, role);
        _targets = new (int, HeadDescription)[network.Heads.Length];
        var start = 0;
        for (var head = 0; head < _targets.Length; head++)
        {
            _targets[head] = (start, network.Heads[head]);
            start += network.Heads[head].TargetLength;
        }
    }

    /// <summary>What it is for: "training".</summary>
    public string Role { get; }

    /// <summary>The dataset as it was given.</summary>
    public IDataset Source => _source;

    public int Count => _source.Count;

    public int InputLength => _source.InputLength;

    public int TargetLength => _source.TargetLength;

    /// <exception cref="InvalidDataException">A class is none of its head's, a box, a probability or the weight is impossible.</exception>
    public void Read(int index, SampleWriter sample)
    {
        _source.Read(index, sample);
        if (!(sample.Weight >= 0 && float.IsFinite(sample.Weight)))
            throw new InvalidDataException(FormattableString.Invariant($"the weight of the sample is {sample.Weight}; expected a finite number of at least 0."));
        foreach (var (start, head) in _targets)
        {
            var target = sample.Target.Slice(start, head.TargetLength);
            if (head.Kind == HeadKind.BoundingBox)
                CheckBox(BoundingBox.From(target), head);
            else if (head.Targets == TargetKind.ClassIndex)
                CheckClasses(target, head);
            else if (head.Targets != TargetKind.Values)
                CheckProbabilities(target, head);
        }
    }

    /// <summary>Asks in how many forms the samples come, by the first one.</summary>
    /// <exception cref="DatasetException">It can't be read.</exception>
    public void Probe(FormProbe probe, Reading reading)
    {
        try
        {
            _source.Read(0, new SampleWriter(new float[InputLength], new float[TargetLength], PixelScaling.None, reading with { Probe = probe }, new float[1]));
        }
        catch (Exception exception)
        {
            throw new DatasetException(0, exception);
        }
    }

    private static void CheckLength(int found, int expected, string what, string network)
    {
        if (found != expected)
            throw new ArgumentException($"The {what} have {found} floats; {network} takes {expected}.");
    }

    private static void CheckClasses(ReadOnlySpan<float> target, HeadDescription head)
    {
        // A class index picks one of the outputs; of an image, one of those of its pixel.
        var classes = head.Length / head.TargetLength;
        foreach (var value in target)
        {
            if (!(value >= 0 && value < classes && value == MathF.Floor(value)))
                throw new InvalidDataException(FormattableString.Invariant($"the class of head \"{head.Name}\" is {value}; expected a whole number from 0 to {classes - 1}."));
        }
    }

    private static void CheckBox(BoundingBox box, HeadDescription head)
    {
        if ((box.HasArea && float.IsFinite(box.XMax - box.XMin) && float.IsFinite(box.YMax - box.YMin)) || box == BoundingBox.None)
            return;
        throw new InvalidDataException(FormattableString.Invariant(
            $"the box of head \"{head.Name}\" is {box.XMin}, {box.YMin}, {box.XMax}, {box.YMax}; expected xmin < xmax and ymin < ymax, or four zeros where the image has no object."));
    }

    private static void CheckProbabilities(ReadOnlySpan<float> target, HeadDescription head)
    {
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] is >= 0 and <= 1)
                continue;
            var which = target.Length == 1 ? "" : FormattableString.Invariant($" for output {i}");
            throw new InvalidDataException(FormattableString.Invariant(
                $"the target of head \"{head.Name}\"{which} is {target[i]}; expected 0 to 1, which is what the loss \"{head.Loss}\" takes."));
        }
    }
}
