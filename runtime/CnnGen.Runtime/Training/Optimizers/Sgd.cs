using System.Numerics;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>
/// Stochastic gradient descent, as in Keras. Without momentum: w -= lr * g. With it: v = momentum * v - lr * g, then w += v, or with Nesterov's
/// look ahead w += momentum * v - lr * g.
/// From I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep learning", ICML 2013.
/// </summary>
public sealed record Sgd : Optimizer
{
    /// <param name="learningRate">A number of at least 0, or a schedule; null: 0.01.</param>
    public Sgd(LearningRateSchedule? learningRate = null)
        : base(learningRate ?? 0.01)
    {
    }

    /// <summary>The part of the last change that goes on. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Momentum { get; init => field = BelowOne(value); }

    /// <summary>Whether Nesterov's form of momentum is used.</summary>
    public bool Nesterov { get; init; }

    private protected override string Rule => FormattableString.Invariant($"SGD momentum {Momentum}{(Nesterov ? " nesterov" : "")}");

    internal override OptimizerState CreateState(NetworkDescription network) =>
        Momentum == 0 ? new PlainState(this, network) : new MomentumState(this, network);

    private sealed unsafe class PlainState(Sgd sgd, NetworkDescription network) : OptimizerState(sgd, network)
    {
        private PlainRule _rule;

        public override GpuRule GpuRule => new(0, 0, [], [_rule.Rate[0]]);

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) => Run(_rule, range, weights, gradients, scale);

        protected override void SetRule(double learningRate, long step) => _rule.Rate = new((float)learningRate);
    }

    private struct PlainRule : IUpdateRule
    {
        public Vector<float> Rate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index) => weight - Rate * gradient;
    }

    private sealed unsafe class MomentumState(Sgd sgd, NetworkDescription network) : OptimizerState(sgd, network, "momentum")
    {
        private MomentumRule _rule;

        public override GpuRule GpuRule => new(1, sgd.Nesterov ? GpuRule.Special : 0, [0], [_rule.Rate[0], _rule.Momentum[0]]);

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) => Run(_rule, range, weights, gradients, scale);

        protected override void SetRule(double learningRate, long step) => _rule = new MomentumRule
        {
            Velocities = SlotPointer(0),
            Rate = new((float)learningRate),
            Momentum = new((float)sgd.Momentum),
            Nesterov = sgd.Nesterov,
        };
    }

    private unsafe struct MomentumRule : IUpdateRule
    {
        public float* Velocities;
        public Vector<float> Rate;
        public Vector<float> Momentum;
        public bool Nesterov;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index)
        {
            var change = Rate * gradient;
            var velocity = Momentum * Vector.Load(Velocities + index) - change;
            velocity.Store(Velocities + index);
            return weight + (Nesterov ? Momentum * velocity - change : velocity);
        }
    }
}
