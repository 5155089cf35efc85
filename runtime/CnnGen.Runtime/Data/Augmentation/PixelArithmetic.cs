using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Changes the values of pixels. The same operations in the same order on every machine.</summary>
internal sealed class PixelArithmetic(int channels)
{
    private const int Lanes = 4;

    // Values a channel, again and again until a vector starts at the first channel once more.
    private readonly float[] _pattern = new float[Lanes * channels];

    /// <summary>Adds and clips.</summary>
    public void Brighten(Span<float> values, float delta, float low, float high)
    {
        Array.Fill(_pattern, delta);
        ScaleAndAdd(values, 1, low, high);
    }

    /// <summary>Makes each value (value - mean) * factor + mean with the mean of its channel, and clips.</summary>
    public void ChangeContrast(Span<float> values, float factor, float low, float high)
    {
        Sum(values);
        for (var channel = 0; channel < channels; channel++)
        {
            var sum = 0.0;
            for (var i = channel; i < _pattern.Length; i += channels)
                sum += _pattern[i];
            var offset = (float)(sum * channels / values.Length * (1 - factor));
            for (var i = channel; i < _pattern.Length; i += channels)
                _pattern[i] = offset;
        }

        ScaleAndAdd(values, factor, low, high);
    }

    /// <summary>Sums of the values at each place of the pattern.</summary>
    private void Sum(ReadOnlySpan<float> values)
    {
        Array.Clear(_pattern);
        var (i, place) = (0, 0);
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var sums = _pattern.AsSpan(place, Lanes);
            (Vector128.Create((ReadOnlySpan<float>)values[i..]) + Vector128.Create((ReadOnlySpan<float>)sums)).CopyTo(sums);
            place = Next(place);
        }

        for (; i < values.Length; i++)
            _pattern[i % channels] += values[i];
    }

    private void ScaleAndAdd(Span<float> values, float factor, float low, float high)
    {
        var (i, place) = (0, 0);
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var changed = Vector128.Create((ReadOnlySpan<float>)values[i..]) * Vector128.Create(factor) + Vector128.Create(_pattern, place);
            Vector128.Clamp(changed, Vector128.Create(low), Vector128.Create(high)).CopyTo(values[i..]);
            place = Next(place);
        }

        for (; i < values.Length; i++)
            values[i] = Math.Clamp(values[i] * factor + _pattern[i % channels], low, high);
    }

    private int Next(int place) => place == _pattern.Length - Lanes ? 0 : place + Lanes;
}
