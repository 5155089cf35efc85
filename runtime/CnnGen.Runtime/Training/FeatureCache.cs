using System.Globalization;

namespace CnnGen;

/// <summary>
/// What the frozen layers at the beginning of a network make of datasets: computed once, as long as their weights stay what they are and the data has
/// few forms. See <see cref="FitOptions.FeatureCacheBytes"/>.
/// </summary>
internal sealed class FeatureCache(WeightStore store, TrainingScope scope, Executor executor, long mostBytes)
{
    private readonly NetworkDescription _network = store.Description;
    private readonly List<FeatureDataset> _datasets = [];
    private readonly List<string> _report = [];
    private float[] _weights = [];
    private long _bytes;

    /// <summary>What is kept, or why nothing is, for each dataset.</summary>
    public string Report => string.Join("; ", _report);

    /// <summary>Computes the features of a dataset; null where that can't be, or is not wanted.</summary>
    /// <exception cref="DatasetException">A sample can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FeatureDataset? Add(CheckedDataset data, Reading reading, CancellationToken cancellationToken)
    {
        var why = Refusal(data, out var forms, reading);
        if (why is null)
        {
            if (_weights.Length == 0)
                _weights = Frozen.ToArray();
            var features = new FeatureDataset(data, forms, _network);
            if (features.Compute(executor, reading, cancellationToken))
            {
                _bytes += Bytes(data, forms);
                _datasets.Add(features);
                _report.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{data.Role}: {data.Count} samples x {forms} forms x {_network.FeatureLength} floats, {Bytes(data, forms)} bytes"));
                return features;
            }

            why = "its samples are other in every epoch";
        }

        _report.Add($"{data.Role}: not kept, {why}");
        return null;
    }

    /// <summary>Computes everything again where a callback has changed the weights of the frozen layers.</summary>
    public void Refresh(CancellationToken cancellationToken)
    {
        if (_datasets.Count == 0 || Frozen.SequenceEqual(_weights))
            return;
        Frozen.CopyTo(_weights);
        foreach (var features in _datasets)
            features.Compute(executor, features.Reading, cancellationToken);
    }

    /// <summary>The weights that the features depend on, which are the first ones.</summary>
    private ReadOnlySpan<float> Frozen => store.Current[..EndOfFrozen];

    private int EndOfFrozen => _network.Parameters.Where(parameter => _network.LayerOf(parameter) <= _network.FeatureLayer).Max(parameter => parameter.Offset + parameter.Length);

    private string? Refusal(CheckedDataset data, out int forms, Reading reading)
    {
        forms = 1;
        if (mostBytes == 0)
            return "FeatureCacheBytes is 0";
        if (_network.FeatureLayer < 0)
            return "models.json freezes no layers before the trained ones whose output alone these see";
        if (scope.First <= _network.FeatureLayer)
            return $"layers up to {_network.Layers[_network.FeatureLayer].Name} are trained too";

        var probe = new FormProbe { Draws = true };
        data.Probe(probe, reading);
        if (probe.IsEndless)
            return "its samples are other in every epoch";
        forms = probe.Count;
        var bytes = Bytes(data, forms);
        if (data.Count * (long)forms * _network.FeatureLength > Array.MaxLength - 64)
            return "there are more features than an array holds";
        return bytes > mostBytes - _bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes more would be above FeatureCacheBytes, {mostBytes}")
            : null;
    }

    private long Bytes(CheckedDataset data, int forms) => sizeof(float) * (long)data.Count * forms * (_network.FeatureLength + data.TargetLength + 1L);
}
