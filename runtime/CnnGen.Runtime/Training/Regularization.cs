using System.Numerics;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>The penalty for the size of weights, as Keras's regularizers: l1 * sum |w| + l2 * sum w^2 over the parameters that have them and are trained.</summary>
internal static unsafe class Regularization
{
    /// <summary>What is added to the loss. The order of the sums depends on nothing but the lengths of the parameters.</summary>
    public static double Penalty(WeightStore store, TrainingScope scope)
    {
        var penalty = 0.0;
        var parameters = store.Description.Parameters;
        for (var index = 0; index < parameters.Length; index++)
        {
            var parameter = parameters[index];
            if (!scope.Trains(index) || (parameter.L1 == 0 && parameter.L2 == 0))
                continue;
            var (absolute, square) = Sums(store.Pointer + parameter.Offset, parameter.Length);
            penalty += parameter.L1 * absolute + parameter.L2 * square;
        }

        return penalty;
    }

    /// <summary>Adds the penalty's gradient, l1 * sign(w) + 2 * l2 * w, to a range of gradients. Start and length are multiples of 16.</summary>
    public static void AddGradient(ParameterDescription parameter, float* weights, float* gradients, int start, int length)
    {
        if (parameter.L1 == 0 && parameter.L2 == 0)
            return;
        var l1 = new Vector<float>((float)parameter.L1);
        var l2 = new Vector<float>((float)(2 * parameter.L2));
        for (var i = start; i < start + length; i += Vector<float>.Count)
        {
            var weight = Vector.Load(weights + i);
            var sign = Vector.ConditionalSelect(
                Vector.GreaterThan(weight, Vector<float>.Zero), l1,
                Vector.ConditionalSelect(Vector.LessThan(weight, Vector<float>.Zero), -l1, Vector<float>.Zero));
            (Vector.Load(gradients + i) + sign + l2 * weight).Store(gradients + i);
        }
    }

    // Eight floats at a time on every machine, so that the sums are the same; what is behind a parameter's end up to a multiple of 16 is zero.
    private static (double Absolute, double Square) Sums(float* weights, int length)
    {
        var (absolute, square) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < length; i += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Load(weights + i));
            absolute += Vector256.Abs(lower) + Vector256.Abs(upper);
            square += lower * lower + upper * upper;
        }

        return (absolute[0] + absolute[1] + absolute[2] + absolute[3], square[0] + square[1] + square[2] + square[3]);
    }
}
