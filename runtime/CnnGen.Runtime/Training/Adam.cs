using System.Numerics;

namespace CnnGen;

/// <summary>
/// Adam, as in Keras: m += (g - m) (1 - beta1), v += (g^2 - v) (1 - beta2), w -= a m / (sqrt(v) + epsilon)
/// with a = lr sqrt(1 - beta2^t) / (1 - beta1^t) in step t, from 1.
/// From D. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, in the form of its section 2 ("epsilon hat").
/// </summary>
public sealed class Adam : Optimizer
{
    /// <param name="learningRate">At least 0.</param>
    /// <param name="beta1">At least 0 and below 1.</param>
    /// <param name="beta2">At least 0 and below 1.</param>
    /// <param name="epsilon">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate)
    {
        Beta1 = BelowOne(beta1, nameof(beta1));
        Beta2 = BelowOne(beta2, nameof(beta2));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Epsilon = NonNegative(epsilon, nameof(epsilon));
    }

    /// <summary>The decay of the mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>The decay of the mean of their squares.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Adam beta_1 {Beta1} beta_2 {Beta2} epsilon {Epsilon}");

    internal override OptimizerState CreateState(int length) => new State(this, length);

    private sealed unsafe class State(Adam adam, int length) : OptimizerState(length, "m", "v")
    {
        private float _rate;

        public override void BeginStep(double learningRate, long step)
        {
            var t = step + 1;
            _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(adam.Beta2, t)) / (1 - Math.Pow(adam.Beta1, t)));
        }

        public override void Update(float* weights, float* gradients, int start, int length)
        {
            var means = SlotPointer(0);
            var squares = SlotPointer(1);
            var rate = new Vector<float>(_rate);
            var decay1 = new Vector<float>((float)(1 - adam.Beta1));
            var decay2 = new Vector<float>((float)(1 - adam.Beta2));
            var epsilon = new Vector<float>((float)adam.Epsilon);
            for (var i = start; i < start + length; i += Vector<float>.Count)
            {
                var gradient = Vector.Load(gradients + i);
                var mean = Vector.Load(means + i);
                var square = Vector.Load(squares + i);
                mean += (gradient - mean) * decay1;
                square += (gradient * gradient - square) * decay2;
                mean.Store(means + i);
                square.Store(squares + i);
                (Vector.Load(weights + i) - rate * mean / (Vector.SquareRoot(square) + epsilon)).Store(weights + i);
            }
        }
    }
}
