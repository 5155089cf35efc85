using System.Numerics;

namespace CnnGen;

/// <summary>
/// The L2 norms of a step's gradients, in double precision: a square sum for each range, added in order. They tell whether all gradients are finite
/// and by how much clipping scales them.
/// </summary>
internal sealed unsafe class GradientNorms(NetworkDescription network, WeightRange[] ranges)
{
    private readonly double[] _rangeSums = new double[ranges.Length];
    private readonly double[] _sums = new double[network.Parameters.Length];
    private readonly float[] _scales = new float[network.Parameters.Length];

    /// <summary>What a parameter's gradient is multiplied with; 1 where nothing is clipped.</summary>
    public float Scale(int parameter) => _scales[parameter];

    /// <summary>Adds up the squares of a range. Length is a multiple of 16.</summary>
    public void Add(int range, float* gradients, int length)
    {
        // Squares of floats overflow; as doubles they don't, so that only what is not finite has no finite sum.
        var low = Vector<double>.Zero;
        var high = Vector<double>.Zero;
        for (var i = 0; i < length; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(gradients + i), out var first, out var second);
            low += first * first;
            high += second * second;
        }

        _rangeSums[range] = Vector.Sum(low + high);
    }

    /// <summary>Takes the sum of a range's squares from who added them up.</summary>
    public void Set(int range, double squares) => _rangeSums[range] = squares;

    /// <summary>Computes the scales, once all ranges are added. Returns the first parameter whose gradient is not finite; null where all are.</summary>
    public ParameterDescription? Finish(Optimizer optimizer)
    {
        Array.Clear(_sums);
        for (var range = 0; range < ranges.Length; range++)
            _sums[ranges[range].Parameter] += _rangeSums[range];

        var total = 0.0;
        for (var parameter = 0; parameter < _sums.Length; parameter++)
        {
            if (!double.IsFinite(_sums[parameter]))
                return network.Parameters[parameter];
            total += _sums[parameter];
        }

        for (var parameter = 0; parameter < _sums.Length; parameter++)
        {
            _scales[parameter] = optimizer.ClipNorm is { } norm ? ScaleTo(norm, _sums[parameter])
                : optimizer.GlobalClipNorm is { } all ? ScaleTo(all, total)
                : 1;
        }

        return null;
    }

    private static float ScaleTo(double largest, double squares) => (float)(largest / Math.Max(Math.Sqrt(squares), largest));
}
