using System.Numerics;
using System.Runtime.CompilerServices;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>
/// Adam, as in Keras: m += (g - m) (1 - beta1), v += (g^2 - v) (1 - beta2), w -= a m / (sqrt(v) + epsilon)
/// with a = lr sqrt(1 - beta2^t) / (1 - beta1^t) in step t, from 1.
/// From D. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, in the form of its section 2 ("epsilon hat").
/// </summary>
public record Adam : Optimizer
{
    /// <param name="learningRate">A number of at least 0, or a schedule; null: 0.001.</param>
    public Adam(LearningRateSchedule? learningRate = null)
        : base(learningRate ?? 0.001)
    {
    }

    /// <summary>The decay of the mean of the gradients. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Beta1 { get; init => field = BelowOne(value); } = 0.9;

    /// <summary>The decay of the mean of their squares. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Beta2 { get; init => field = BelowOne(value); } = 0.999;

    /// <summary>Keeps the quotient finite. Above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double Epsilon { get; init => field = Positive(value); } = 1e-7;

    /// <summary>
    /// Whether the largest v so far stands in the quotient, in place of v.
    /// From S. Reddi, S. Kale, S. Kumar, "On the Convergence of Adam and Beyond", ICLR 2018.
    /// </summary>
    public bool Amsgrad { get; init; }

    private protected override string Rule => Numbers("Adam");

    private protected string Numbers(string name) =>
        FormattableString.Invariant($"{name} beta_1 {Beta1} beta_2 {Beta2} epsilon {Epsilon}{(Amsgrad ? " amsgrad" : "")}");

    internal override OptimizerState CreateState(NetworkDescription network) => new State(this, network);

    private sealed unsafe class State(Adam adam, NetworkDescription network)
        : OptimizerState(adam, network, adam.Amsgrad ? ["m", "v", "v_hat"] : ["m", "v"])
    {
        private AdamRule _rule;

        public override GpuRule GpuRule =>
            new(2, adam.Amsgrad ? GpuRule.Special : 0, [0, 1, adam.Amsgrad ? 2 : -1], [_rule.Rate[0], _rule.Share1[0], _rule.Share2[0], _rule.Epsilon[0]]);

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) => Run(_rule, range, weights, gradients, scale);

        protected override void SetRule(double learningRate, long step) => _rule = new AdamRule
        {
            Means = SlotPointer(0),
            Squares = SlotPointer(1),
            LargestSquares = adam.Amsgrad ? SlotPointer(2) : null,
            Rate = new((float)(learningRate * Math.Sqrt(1 - Math.Pow(adam.Beta2, step)) / (1 - Math.Pow(adam.Beta1, step)))),
            Share1 = new((float)(1 - adam.Beta1)),
            Share2 = new((float)(1 - adam.Beta2)),
            Epsilon = new((float)adam.Epsilon),
        };
    }

    private unsafe struct AdamRule : IUpdateRule
    {
        public float* Means;
        public float* Squares;
        public float* LargestSquares;
        public Vector<float> Rate;
        public Vector<float> Share1;
        public Vector<float> Share2;
        public Vector<float> Epsilon;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index)
        {
            var mean = Vector.Load(Means + index);
            var square = Vector.Load(Squares + index);
            mean += (gradient - mean) * Share1;
            square += (gradient * gradient - square) * Share2;
            mean.Store(Means + index);
            square.Store(Squares + index);
            if (LargestSquares != null)
            {
                square = Vector.Max(square, Vector.Load(LargestSquares + index));
                square.Store(LargestSquares + index);
            }

            return weight - Rate * mean / (Vector.SquareRoot(square) + Epsilon);
        }
    }
}
