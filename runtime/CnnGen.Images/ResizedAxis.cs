namespace CnnGen;

/// <summary>For each new pixel of an axis, which old ones it is made of, and with which weights; their sum is 1.</summary>
internal sealed class ResizedAxis
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly float[] _weights;
    private readonly int _most;

    private ResizedAxis(int from, int to)
    {
        _most = Math.Min(from, to < from ? (from + to - 1) / to + 1 : 2);
        _starts = new int[to];
        _counts = new int[to];
        _weights = new float[checked(to * _most)];
    }

    /// <summary>From so many pixels to so many.</summary>
    public static ResizedAxis Of(int from, int to)
    {
        var axis = new ResizedAxis(from, to);
        for (var i = 0; i < to; i++)
        {
            if (to < from)
                axis.Cover(i, from, to);
            else
                axis.Interpolate(i, from, to);
        }

        return axis;
    }

    public int Start(int pixel) => _starts[pixel];

    public ReadOnlySpan<float> Weights(int pixel) => _weights.AsSpan(pixel * _most, _counts[pixel]);

    /// <summary>The part of each old pixel that lies under the new one. In whole numbers, so that no sliver of a neighbour comes in by rounding.</summary>
    private void Cover(int pixel, int from, int to)
    {
        // In units of 1 / to of an old pixel.
        var (start, end) = ((long)pixel * from, (long)(pixel + 1) * from);
        _starts[pixel] = (int)(start / to);
        for (var old = start / to; old * to < end; old++)
        {
            var covered = Math.Min(end, (old + 1) * to) - Math.Max(start, old * to);
            _weights[pixel * _most + _counts[pixel]++] = (float)((double)covered / from);
        }
    }

    /// <summary>Between the centres of the two nearest old pixels; at the edges the last one alone.</summary>
    private void Interpolate(int pixel, int from, int to)
    {
        var place = Math.Clamp((pixel + 0.5) * from / to - 0.5, 0, from - 1);
        var left = Math.Min((int)place, Math.Max(0, from - 2));
        _starts[pixel] = left;
        var weight = (float)(place - left);
        _weights[pixel * _most] = 1 - weight;
        _counts[pixel] = 1;
        if (from > 1)
            _weights[pixel * _most + _counts[pixel]++] = weight;
    }
}
