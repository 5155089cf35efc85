using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu.Kernels;

/// <summary>See <see cref="Sgd"/>.</summary>
internal struct DescentRule : IRule
{
    public float Rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Update(float weight, float gradient, long index) => weight - Rate * gradient;
}

/// <summary>See <see cref="Sgd"/>.</summary>
internal struct MomentumRule : IRule
{
    public ArrayView<float> Velocities;
    public float Rate;
    public float Momentum;
    public int Nesterov;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Update(float weight, float gradient, long index)
    {
        var change = Rate * gradient;
        var velocity = Momentum * Velocities[index] - change;
        Velocities[index] = velocity;
        return weight + (Nesterov != 0 ? Momentum * velocity - change : velocity);
    }
}

/// <summary>See <see cref="Adam"/>.</summary>
internal struct AdamRule : IRule
{
    public ArrayView<float> Means;
    public ArrayView<float> Squares;
    public ArrayView<float> LargestSquares;
    public float Rate;
    public float Share1;
    public float Share2;
    public float Epsilon;
    public int Amsgrad;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Update(float weight, float gradient, long index)
    {
        var mean = Means[index] + (gradient - Means[index]) * Share1;
        var square = Squares[index] + (gradient * gradient - Squares[index]) * Share2;
        Means[index] = mean;
        Squares[index] = square;
        if (Amsgrad != 0)
        {
            square = Lane.Max(square, LargestSquares[index]);
            LargestSquares[index] = square;
        }

        return weight - Rate * mean / ((float)Lane.Sqrt(square) + Epsilon);
    }
}

/// <summary>See <see cref="RmsProp"/>.</summary>
internal struct RmsPropRule : IRule
{
    public ArrayView<float> Squares;
    public ArrayView<float> Momenta;
    public ArrayView<float> Means;
    public float Rate;
    public float Rho;
    public float Share;
    public float Momentum;
    public float Epsilon;
    public int HasMomentum;
    public int IsCentered;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Update(float weight, float gradient, long index)
    {
        var square = Rho * Squares[index] + Share * gradient * gradient;
        Squares[index] = square;
        if (IsCentered != 0)
        {
            var mean = Rho * Means[index] + Share * gradient;
            Means[index] = mean;

            // A variance is never negative, but rounding can make it so, and its root not a number.
            square = Lane.Max(square - mean * mean, 0f);
        }

        var change = Rate * gradient / (float)Lane.Sqrt(square + Epsilon);
        if (HasMomentum != 0)
        {
            change += Momentum * Momenta[index];
            Momenta[index] = change;
        }

        return weight - change;
    }
}

/// <summary>See <see cref="Adagrad"/>.</summary>
internal struct AdagradRule : IRule
{
    public ArrayView<float> Sums;
    public float Rate;
    public float Epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Update(float weight, float gradient, long index)
    {
        var sum = Sums[index] + gradient * gradient;
        Sums[index] = sum;
        return weight - Rate * gradient / (float)Lane.Sqrt(sum + Epsilon);
    }
}

/// <summary>See <see cref="Lion"/>.</summary>
internal struct LionRule : IRule
{
    public ArrayView<float> Means;
    public float Rate;
    public float Beta1;
    public float Share1;
    public float Beta2;
    public float Share2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Update(float weight, float gradient, long index)
    {
        var direction = Beta1 * Means[index] + Share1 * gradient;
        Means[index] = Beta2 * Means[index] + Share2 * gradient;
        return weight - (direction > 0f ? Rate : direction < 0f ? -Rate : 0f);
    }
}
