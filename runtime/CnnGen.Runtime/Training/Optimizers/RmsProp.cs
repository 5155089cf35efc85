using System.Numerics;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>
/// RMSprop, as in Keras: v = rho v + (1 - rho) g^2, d = lr g / sqrt(v + epsilon), w -= d. Centered: a = rho a + (1 - rho) g and v - a^2 in place
/// of v. With momentum: b = momentum b + d, w -= b.
/// From G. Hinton, "Neural Networks for Machine Learning", lecture 6e, 2012; centered from A. Graves, "Generating Sequences With Recurrent
/// Neural Networks", 2013.
/// </summary>
public sealed record RmsProp : Optimizer
{
    /// <param name="learningRate">A number of at least 0, or a schedule; null: 0.001.</param>
    public RmsProp(LearningRateSchedule? learningRate = null)
        : base(learningRate ?? 0.001)
    {
    }

    /// <summary>The decay of the mean of the squared gradients. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Rho { get; init => field = BelowOne(value); } = 0.9;

    /// <summary>The part of the last change that goes on. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Momentum { get; init => field = BelowOne(value); }

    /// <summary>Keeps the quotient finite. Above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Epsilon { get; init => field = Positive(value); } = 1e-7;

    /// <summary>Whether gradients are divided by their standard deviation, not by the root of their mean square.</summary>
    public bool Centered { get; init; }

    private protected override string Rule =>
        FormattableString.Invariant($"RMSprop rho {Rho} momentum {Momentum} epsilon {Epsilon}{(Centered ? " centered" : "")}");

    internal override OptimizerState CreateState(NetworkDescription network) => new State(this, network);

    private sealed unsafe class State(RmsProp optimizer, NetworkDescription network) : OptimizerState(optimizer, network, Names(optimizer))
    {
        private RmsPropRule _rule;

        public override GpuRule GpuRule => new(
            3, (optimizer.Momentum > 0 ? GpuRule.WithMomentum : 0) | (optimizer.Centered ? GpuRule.Special : 0), [0, Array.IndexOf(SlotNames, "momentum"), Array.IndexOf(SlotNames, "average_gradient")],
            [_rule.Rate[0], _rule.Rho[0], _rule.Share[0], _rule.Momentum[0], _rule.Epsilon[0]]);

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) => Run(_rule, range, weights, gradients, scale);

        protected override void SetRule(double learningRate, long step) => _rule = new RmsPropRule
        {
            Squares = Slot("velocity"),
            Momenta = Slot("momentum"),
            Means = Slot("average_gradient"),
            Rate = new((float)learningRate),
            Rho = new((float)optimizer.Rho),
            Share = new((float)(1 - optimizer.Rho)),
            Momentum = new((float)optimizer.Momentum),
            Epsilon = new((float)optimizer.Epsilon),
        };

        private float* Slot(string name) => Array.IndexOf(SlotNames, name) is >= 0 and var index ? SlotPointer(index) : null;

        private static string[] Names(RmsProp optimizer) =>
            ["velocity", .. optimizer.Momentum > 0 ? ["momentum"] : Array.Empty<string>(), .. optimizer.Centered ? ["average_gradient"] : Array.Empty<string>()];
    }

    private unsafe struct RmsPropRule : IUpdateRule
    {
        public float* Squares;
        public float* Momenta;
        public float* Means;
        public Vector<float> Rate;
        public Vector<float> Rho;
        public Vector<float> Share;
        public Vector<float> Momentum;
        public Vector<float> Epsilon;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index)
        {
            var square = Rho * Vector.Load(Squares + index) + Share * gradient * gradient;
            square.Store(Squares + index);
            if (Means != null)
            {
                var mean = Rho * Vector.Load(Means + index) + Share * gradient;
                mean.Store(Means + index);

                // A variance is never negative, but rounding can make it so, and its root not a number.
                square = Vector.Max(square - mean * mean, Vector<float>.Zero);
            }

            var change = Rate * gradient / Vector.SquareRoot(square + Epsilon);
            if (Momenta != null)
            {
                change += Momentum * Vector.Load(Momenta + index);
                change.Store(Momenta + index);
            }

            return weight - change;
        }
    }
}
