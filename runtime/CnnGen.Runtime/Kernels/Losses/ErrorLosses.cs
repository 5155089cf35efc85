using System.Numerics;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>(output - target)^2.</summary>
internal readonly struct SquaredErrorLoss : IElementLoss
{
    public bool ChangesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(ref Vector<float> output, Vector<float> target, out Vector<float> slope)
    {
        var error = output - target;
        slope = error + error;
        return error * error;
    }
}

/// <summary>|output - target|; its derivative at 0 is 0.</summary>
internal readonly struct AbsoluteErrorLoss : IElementLoss
{
    public bool ChangesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(ref Vector<float> output, Vector<float> target, out Vector<float> slope)
    {
        var error = output - target;
        slope = Vector.ConditionalSelect(Vector.Equals(error, Vector<float>.Zero), Vector<float>.Zero, Vector.CopySign(Vector<float>.One, error));
        return Vector.Abs(error);
    }
}

/// <summary>error^2 / 2 where |error| is at most delta, delta (|error| - delta / 2) beyond (Huber 1964).</summary>
internal readonly struct HuberLoss(float delta) : IElementLoss
{
    public bool ChangesOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(ref Vector<float> output, Vector<float> target, out Vector<float> slope)
    {
        var error = output - target;
        slope = Vector.Min(Vector.Max(error, Vector.Create(-delta)), Vector.Create(delta));
        return slope * (error - (slope * Vector.Create(0.5f)));
    }
}
