using System.Numerics;

namespace CnnGen;

/// <summary>Resizes by area (smaller) or linearly (larger), each axis by itself.</summary>
internal static class ImageResizer
{
    public static byte[] Resize(ImagePixels image, int height, int width)
    {
        var (rows, columns) = (ResizedAxis.Of(image.Height, height), ResizedAxis.Of(image.Width, width));
        var result = new byte[checked(height * width * image.Channels)];

        // One row of the old width at a time: memory stays small however tall the image is.
        var sums = new float[image.Width * image.Channels];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            var weights = rows.Weights(y);
            for (var i = 0; i < weights.Length; i++)
                AddRow(sums, image.Bytes.AsSpan((rows.Start(y) + i) * sums.Length, sums.Length), weights[i]);
            ResizeRow(sums, result.AsSpan(y * width * image.Channels, width * image.Channels), columns, image.Channels);
        }

        return result;
    }

    private static void AddRow(Span<float> sums, ReadOnlySpan<byte> row, float weight)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            Add(sums[i..], first, 0, weight);
            Add(sums[i..], second, 1, weight);
            Add(sums[i..], third, 2, weight);
            Add(sums[i..], fourth, 3, weight);
        }

        for (; i < row.Length; i++)
            sums[i] += row[i] * weight;
    }

    private static void Add(Span<float> sums, Vector<uint> values, int part, float weight)
    {
        var place = sums[(part * Vector<float>.Count)..];
        (new Vector<float>(place) + Vector.ConvertToSingle(Vector.AsVectorInt32(values)) * weight).CopyTo(place);
    }

    private static void ResizeRow(ReadOnlySpan<float> sums, Span<byte> row, ResizedAxis columns, int channels)
    {
        for (var x = 0; x < row.Length / channels; x++)
        {
            var start = columns.Start(x);
            var weights = columns.Weights(x);
            for (var channel = 0; channel < channels; channel++)
            {
                var sum = 0.5f;
                for (var i = 0; i < weights.Length; i++)
                    sum += sums[(start + i) * channels + channel] * weights[i];
                row[x * channels + channel] = (byte)Math.Clamp(sum, 0, 255);
            }
        }
    }
}
