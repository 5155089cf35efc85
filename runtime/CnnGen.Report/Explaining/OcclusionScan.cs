namespace CnnGen.Report;

/// <summary>Covers one square of an image after another and looks what the network makes of it.</summary>
internal sealed class OcclusionScan
{
    // Images that are predicted at once.
    private const int Batch = 64;

    private readonly Network _network;
    private readonly ImageSample _image;
    private readonly int _size;
    private readonly float[] _mean;

    public OcclusionScan(Network network, ImageSample image, int size)
    {
        var (height, width, channels) = image.Shape;
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(height, width));
        (_network, _image) = (network, image);
        _size = size > 0 ? size : Math.Max(1, Math.Min(height, width) / 6);
        _mean = new float[channels];
        for (var i = 0; i < image.Values.Length; i++)
            _mean[i % channels] += image.Values[i] * channels / image.Values.Length;
    }

    public HeatMap Run(int head, int output)
    {
        var heads = _network.Description.Heads;
        var start = heads.Take(head).Sum(before => before.Length);
        var isBox = heads[head].Kind == HeadKind.BoundingBox;
        var whole = _network.PredictOne(_image.Values).Slice(start, heads[head].Length).ToArray();
        var falls = new List<float>();
        var places = Places();
        foreach (var chunk in places.Chunk(Batch))
        {
            var outputs = _network.PredictMany(chunk.SelectMany(Covered).ToArray());
            for (var i = 0; i < chunk.Length; i++)
            {
                var covered = outputs.Slice(i * _network.Description.OutputLength + start, heads[head].Length);
                falls.Add(isBox
                    ? 1 - BoundingBox.From(whole).Ordered().IntersectionOverUnion(BoundingBox.From(covered).Ordered())
                    : whole[output] - covered[output]);
            }
        }

        return Mean(places, falls);
    }

    /// <summary>Where squares begin, a third of a square apart, with some at the far edges.</summary>
    private (int Row, int Column)[] Places()
    {
        var step = Math.Max(1, _size / 3);
        var (height, width, _) = _image.Shape;
        IEnumerable<int> Along(int length)
        {
            for (var at = 0; at < length - _size; at += step)
                yield return at;
            yield return length - _size;
        }

        return [.. from row in Along(height) from column in Along(width) select (row, column)];
    }

    private float[] Covered((int Row, int Column) place)
    {
        float[] values = [.. _image.Values];
        var (_, width, channels) = _image.Shape;
        for (var row = place.Row; row < place.Row + _size; row++)
        {
            for (var i = 0; i < _size * channels; i++)
                values[(row * width + place.Column) * channels + i] = _mean[i % channels];
        }

        return values;
    }

    /// <summary>Of each pixel the mean over the squares that cover it; what makes the output rise counts as nothing.</summary>
    private HeatMap Mean((int Row, int Column)[] places, List<float> falls)
    {
        var (height, width, _) = _image.Shape;
        var (sums, counts) = (new float[height * width], new int[height * width]);
        for (var i = 0; i < places.Length; i++)
        {
            for (var pixel = 0; pixel < _size * _size; pixel++)
            {
                var at = (places[i].Row + pixel / _size) * width + places[i].Column + pixel % _size;
                sums[at] += falls[i];
                counts[at]++;
            }
        }

        return new HeatMap(height, width, [.. sums.Zip(counts, (sum, count) => Math.Max(0, sum / count))]);
    }
}
