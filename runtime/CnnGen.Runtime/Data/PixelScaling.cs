using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Turns bytes into floats: byte * scale + offset, the same for all channels or one pair a channel.</summary>
internal sealed class PixelScaling
{
    private const int Step = 16;

    // A pattern of the channels' values long enough that every vector of a step starts at a place of its own: Step pixels.
    private readonly float[] _scales;
    private readonly float[] _offsets;
    private readonly int _channels;

    /// <param name="scale">One value, or one a channel.</param>
    /// <param name="offset">One value, or one a channel.</param>
    public PixelScaling(ReadOnlySpan<float> scale, ReadOnlySpan<float> offset)
    {
        _channels = Math.Max(scale.Length, offset.Length);
        if (scale.IsEmpty || offset.IsEmpty || (scale.Length != 1 && scale.Length != _channels) || (offset.Length != 1 && offset.Length != _channels))
            throw new ArgumentException($"Found {scale.Length} scales and {offset.Length} offsets; expected one of each, or one a channel.");

        _scales = Pattern(scale, _channels * Step);
        _offsets = Pattern(offset, _channels * Step);
    }

    /// <summary>Leaves the values of bytes as they are.</summary>
    public static PixelScaling None { get; } = new([1], [0]);

    public void Apply(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        CheckLengths(pixels.Length, values.Length);
        var start = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var place = 0;
            for (; start <= pixels.Length - Step; start += Step)
            {
                Widen(pixels[start..], values[start..], place);
                place = place == _scales.Length - Step ? 0 : place + Step;
            }
        }

        // Multiplied and added in two roundings, here and in the vectors, so that a value does not depend on its place.
        for (; start < pixels.Length; start++)
            values[start] = pixels[start] * _scales[start % _channels] + _offsets[start % _channels];
    }

    /// <summary>As for bytes, for values that need not be whole.</summary>
    public void Apply(ReadOnlySpan<float> pixels, Span<float> values)
    {
        CheckLengths(pixels.Length, values.Length);
        var start = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var place = 0;
            for (; start <= pixels.Length - Vector128<float>.Count; start += Vector128<float>.Count)
            {
                Scale(Vector128.Create(pixels[start..]), values[start..], place);
                place = place == _scales.Length - Vector128<float>.Count ? 0 : place + Vector128<float>.Count;
            }
        }

        for (; start < pixels.Length; start++)
            values[start] = pixels[start] * _scales[start % _channels] + _offsets[start % _channels];
    }

    private void CheckLengths(int pixels, int values)
    {
        if (pixels != values)
            throw new ArgumentException($"Found {pixels} pixel bytes, expected {values}: height x width x channels of the network's input.", nameof(pixels));
        if (values % _channels != 0)
            throw new ArgumentException($"Found an input of {values} values and {_channels} scales; expected a scale a channel.", nameof(values));
    }

    private void Widen(ReadOnlySpan<byte> pixels, Span<float> values, int place)
    {
        var (low, high) = Vector128.Widen(Vector128.Create(pixels));
        var (first, second) = Vector128.Widen(low);
        var (third, fourth) = Vector128.Widen(high);
        Store(first, values, place, 0);
        Store(second, values, place, 4);
        Store(third, values, place, 8);
        Store(fourth, values, place, 12);
    }

    private void Store(Vector128<uint> pixels, Span<float> values, int place, int lane) =>
        Scale(Vector128.ConvertToSingle(pixels.AsInt32()), values[lane..], place + lane);

    private void Scale(Vector128<float> pixels, Span<float> values, int place)
    {
        ref var scales = ref MemoryMarshal.GetArrayDataReference(_scales);
        ref var offsets = ref MemoryMarshal.GetArrayDataReference(_offsets);
        (pixels * Vector128.LoadUnsafe(ref scales, (nuint)place) + Vector128.LoadUnsafe(ref offsets, (nuint)place)).CopyTo(values);
    }

    private static float[] Pattern(ReadOnlySpan<float> values, int length)
    {
        var pattern = new float[length];
        for (var i = 0; i < length; i++)
            pattern[i] = values[i % values.Length];
        return pattern;
    }
}
