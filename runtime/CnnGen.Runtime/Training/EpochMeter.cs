namespace CnnGen;

/// <summary>Adds up losses and metrics over the batches of an epoch, in double precision and in the order of the samples.</summary>
internal sealed unsafe class EpochMeter
{
    private readonly HeadDescription[] _heads;
    private readonly double[] _lossSums;
    private double _penaltySum;
    private readonly (IMeasure Metric, int Head)[] _metrics;
    private readonly ConfusionMatrix?[] _matrices;
    private readonly float[] _probabilities;
    private readonly int _outputLength;
    private readonly int _targetLength;
    private readonly (int Output, int Target)[] _starts;
    private readonly string[] _names;
    private readonly int _firstMetric;

    /// <param name="matrices">Whether to count confusions too.</param>
    public EpochMeter(NetworkDescription description, bool matrices = false)
    {
        _heads = description.Heads;
        _lossSums = new double[_heads.Length];
        _metrics = [.. _heads.SelectMany((head, index) => head.Metrics.Select(metric => (Measure(metric, head), index)))];
        _matrices = [.. _heads.Select(head => matrices && TargetClass.CountOf(head) is > 0 and <= ConfusionMatrix.MostClasses ? new ConfusionMatrix(head) : null)];
        _probabilities = new float[_heads.Max(head => head.Logits == LogitKind.None ? 0 : head.Length)];
        _outputLength = description.OutputLength;
        _targetLength = description.TargetLength;

        _starts = new (int, int)[_heads.Length];
        for (var head = 1; head < _heads.Length; head++)
            _starts[head] = (_starts[head - 1].Output + _heads[head - 1].Length, _starts[head - 1].Target + _heads[head - 1].TargetLength);

        var several = _heads.Length > 1;
        string[] losses = several ? [.. _heads.Select(head => $"{head.Name}_loss")] : [];
        _firstMetric = 1 + losses.Length;
        _names = ["loss", .. losses, .. _metrics.Select(entry => several ? $"{_heads[entry.Head].Name}_{entry.Metric.Name}" : entry.Metric.Name)];
    }

    /// <summary>The names of the values, the total loss first.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The confusions of each head; null where they are not counted.</summary>
    public IReadOnlyList<ConfusionMatrix?> Matrices => _matrices;

    /// <summary>Images added.</summary>
    public long Count { get; private set; }

    /// <summary>Forgets what was added.</summary>
    public void Reset()
    {
        Count = 0;
        Array.Clear(_lossSums);
        _penaltySum = 0;
        foreach (var (metric, _) in _metrics)
            metric.Reset();
        foreach (var matrix in _matrices)
            matrix?.Reset();
    }

    /// <summary>The weighted sum of the heads' mean losses.</summary>
    public double TotalLoss(ReadOnlySpan<double> lossSums, long count)
    {
        var total = 0.0;
        for (var head = 0; head < _heads.Length; head++)
            total += _heads[head].LossWeight * lossSums[head];
        return count == 0 ? 0 : total / count;
    }

    /// <summary>Adds a batch with its outputs and its loss sums.</summary>
    /// <param name="penalty">What regularizers add to the batch's loss.</param>
    public void Add(in TrainingBatch batch, ReadOnlySpan<double> lossSums, double penalty)
    {
        _penaltySum += penalty * batch.Count;
        for (var head = 0; head < _heads.Length; head++)
            _lossSums[head] += lossSums[head];
        for (var head = 0; head < _heads.Length; head++)
            AddSamples(head, batch);
        Count += batch.Count;
    }

    /// <summary>A value by its place in <see cref="Names"/>.</summary>
    public double Value(int index)
    {
        if (index == 0)
            return TotalLoss(_lossSums, Count) + (Count == 0 ? 0 : _penaltySum / Count);
        if (index >= _firstMetric)
            return _metrics[index - _firstMetric].Metric.Value;
        return Count == 0 ? 0 : _lossSums[index - 1] / Count;
    }

    /// <summary>A value by its name.</summary>
    public double Value(string name)
    {
        var index = Array.IndexOf(_names, name);
        return index >= 0
            ? Value(index)
            : throw new ArgumentException($"There is no value \"{name}\"; there are {string.Join(", ", _names)}.", nameof(name));
    }

    /// <summary>All values, with something before their names.</summary>
    public IEnumerable<KeyValuePair<string, double>> Values(string prefix = "") =>
        _names.Select((name, index) => KeyValuePair.Create(prefix + name, Value(index)));

    private IMeasure Measure(MetricDescription metric, HeadDescription head) =>
        metric.Type == LocalizationAccuracy.TypeName ? new LocalizationAccuracy(_heads) : MetricFactory.Make(metric, head);

    private void AddSamples(int head, in TrainingBatch batch)
    {
        for (var image = 0; image < batch.Count; image++)
        {
            var output = Probabilities(head, batch, image);
            var target = Target(head, batch, image);
            foreach (var (metric, ofHead) in _metrics)
            {
                if (ofHead != head)
                    continue;
                if (metric is LocalizationAccuracy joint)
                    joint.Add(output, target, Probabilities(joint.ClassHead, batch, image), Target(joint.ClassHead, batch, image));
                else
                    ((IMetric)metric).Add(output, target);
            }

            _matrices[head]?.Add(output, target);
        }
    }

    private ReadOnlySpan<float> Target(int head, in TrainingBatch batch, int image) =>
        new(batch.Target + (long)image * _targetLength + _starts[head].Target, _heads[head].TargetLength);

    /// <summary>A head's output; where that is logits, the probabilities that they stand for, until the next call for logits.</summary>
    private ReadOnlySpan<float> Probabilities(int head, in TrainingBatch batch, int image)
    {
        var output = new ReadOnlySpan<float>(batch.Output + (long)image * _outputLength + _starts[head].Output, _heads[head].Length);
        var kind = _heads[head].Logits;
        if (kind == LogitKind.None)
            return output;
        var probabilities = _probabilities.AsSpan(0, output.Length);
        LogitProbabilities.Write(output, kind, probabilities);
        return probabilities;
    }
}
