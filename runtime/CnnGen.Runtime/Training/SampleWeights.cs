namespace CnnGen;

/// <summary>The weights of a batch's images: those of the dataset times those of the classes, for each head.</summary>
internal sealed unsafe class SampleWeights
{
    private readonly HeadDescription[] _heads;
    private readonly float[]?[] _classWeights;
    private readonly bool _hasClassWeights;
    private readonly int _targetLength;
    private AlignedBuffer? _weights;

    /// <exception cref="ArgumentException">The class weights do not fit the network.</exception>
    public SampleWeights(NetworkDescription network, ClassWeights? classWeights)
    {
        _heads = network.Heads;
        _targetLength = network.TargetLength;
        _classWeights = classWeights?.Of(network) ?? new float[]?[_heads.Length];
        _hasClassWeights = Array.Exists(_classWeights, weights => weights is not null);
    }

    /// <summary>Images x heads; null where all are 1. Valid until the next call.</summary>
    public float* Of(in Batch batch)
    {
        if (!_hasClassWeights && (batch.Weights == null || _heads.Length == 1))
            return batch.Weights;
        if (_weights is null || _weights.Length < batch.Count * _heads.Length)
            _weights = new AlignedBuffer(batch.Count * _heads.Length);

        var weight = _weights.Pointer;
        for (var image = 0; image < batch.Count; image++)
        {
            var target = batch.Target + (long)image * _targetLength;
            for (var head = 0; head < _heads.Length; head++)
            {
                var (kind, length) = (_heads[head].Targets, _heads[head].TargetLength);
                var ofClass = _classWeights[head] is { } weights ? weights[TargetClass.Of(new ReadOnlySpan<float>(target, length), kind)] : 1;
                *weight++ = ofClass * (batch.Weights == null ? 1 : batch.Weights[image]);
                target += length;
            }
        }

        return _weights.Pointer;
    }
}
