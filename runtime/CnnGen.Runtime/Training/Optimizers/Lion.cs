using System.Numerics;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>
/// Lion, as in Keras: w -= lr sign(beta1 m + (1 - beta1) g), then m = beta2 m + (1 - beta2) g. Its rate should be 3 to 10 times smaller than Adam's.
/// From X. Chen et al., "Symbolic Discovery of Optimization Algorithms", NeurIPS 2023.
/// </summary>
public sealed record Lion : Optimizer
{
    /// <param name="learningRate">A number of at least 0, or a schedule; null: 0.001.</param>
    public Lion(LearningRateSchedule? learningRate = null)
        : base(learningRate ?? 0.001)
    {
    }

    /// <summary>How much the mean of the gradients counts beside the gradient in the sign. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Beta1 { get; init => field = BelowOne(value); } = 0.9;

    /// <summary>The decay of the mean of the gradients. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Beta2 { get; init => field = BelowOne(value); } = 0.99;

    private protected override string Rule => FormattableString.Invariant($"Lion beta_1 {Beta1} beta_2 {Beta2}");

    internal override OptimizerState CreateState(NetworkDescription network) => new State(this, network);

    private sealed unsafe class State(Lion lion, NetworkDescription network) : OptimizerState(lion, network, "momentum")
    {
        private LionRule _rule;

        public override GpuRule GpuRule => new(5, 0, [0], [_rule.Rate[0], _rule.Beta1[0], _rule.Share1[0], _rule.Beta2[0], _rule.Share2[0]]);

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) => Run(_rule, range, weights, gradients, scale);

        protected override void SetRule(double learningRate, long step) => _rule = new LionRule
        {
            Means = SlotPointer(0),
            Rate = new((float)learningRate),
            Beta1 = new((float)lion.Beta1),
            Share1 = new((float)(1 - lion.Beta1)),
            Beta2 = new((float)lion.Beta2),
            Share2 = new((float)(1 - lion.Beta2)),
        };
    }

    private unsafe struct LionRule : IUpdateRule
    {
        public float* Means;
        public Vector<float> Rate;
        public Vector<float> Beta1;
        public Vector<float> Share1;
        public Vector<float> Beta2;
        public Vector<float> Share2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index)
        {
            var mean = Vector.Load(Means + index);
            var direction = Beta1 * mean + Share1 * gradient;
            (Beta2 * mean + Share2 * gradient).Store(Means + index);
            var below = Vector.ConditionalSelect(Vector.LessThan(direction, Vector<float>.Zero), -Rate, Vector<float>.Zero);
            return weight - Vector.ConditionalSelect(Vector.GreaterThan(direction, Vector<float>.Zero), Rate, below);
        }
    }
}
