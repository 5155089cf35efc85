using System.Numerics;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>
/// Adagrad, as in Keras: a += g^2, w -= lr g / sqrt(a + epsilon).
/// From J. Duchi, E. Hazan, Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", JMLR 2011.
/// </summary>
public sealed record Adagrad : Optimizer
{
    /// <param name="learningRate">A number of at least 0, or a schedule; null: 0.001.</param>
    public Adagrad(LearningRateSchedule? learningRate = null)
        : base(learningRate ?? 0.001)
    {
    }

    /// <summary>What the sums of the squares begin with. At least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double InitialAccumulatorValue { get; init => field = NonNegative(value); } = 0.1;

    /// <summary>Keeps the quotient finite. Above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Epsilon { get; init => field = Positive(value); } = 1e-7;

    private protected override string Rule =>
        FormattableString.Invariant($"Adagrad initial_accumulator_value {InitialAccumulatorValue} epsilon {Epsilon}");

    internal override OptimizerState CreateState(NetworkDescription network) => new State(this, network);

    private sealed unsafe class State : OptimizerState
    {
        private AdagradRule _rule;

        public State(Adagrad adagrad, NetworkDescription network)
            : base(adagrad, network, "accumulator")
        {
            Slot(0).Fill((float)adagrad.InitialAccumulatorValue);
            _rule = new AdagradRule { Sums = SlotPointer(0), Epsilon = new((float)adagrad.Epsilon) };
        }

        public override GpuRule GpuRule => new(4, 0, [0], [_rule.Rate[0], _rule.Epsilon[0]]);

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) => Run(_rule, range, weights, gradients, scale);

        protected override void SetRule(double learningRate, long step) => _rule.Rate = new((float)learningRate);
    }

    private unsafe struct AdagradRule : IUpdateRule
    {
        public float* Sums;
        public Vector<float> Rate;
        public Vector<float> Epsilon;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index)
        {
            var sum = Vector.Load(Sums + index) + gradient * gradient;
            sum.Store(Sums + index);
            return weight - Rate * gradient / Vector.SquareRoot(sum + Epsilon);
        }
    }
}
