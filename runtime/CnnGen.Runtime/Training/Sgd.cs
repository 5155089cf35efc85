using System.Numerics;

namespace CnnGen;

/// <summary>
/// Stochastic gradient descent, as in Keras. Without momentum: w -= lr * g. With it: v = momentum * v - lr * g, then w += v, or with Nesterov's
/// look ahead w += momentum * v - lr * g.
/// </summary>
public sealed class Sgd : Optimizer
{
    /// <param name="learningRate">At least 0.</param>
    /// <param name="momentum">At least 0 and below 1.</param>
    /// <param name="nesterov">Whether to use Nesterov's form of momentum.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Sgd(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
        : base(learningRate)
    {
        Momentum = BelowOne(momentum, nameof(momentum));
        Nesterov = nesterov;
    }

    /// <summary>The part of the last change that goes on.</summary>
    public double Momentum { get; }

    /// <summary>Whether Nesterov's form of momentum is used.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"SGD momentum {Momentum}{(Nesterov ? " nesterov" : "")}");

    internal override OptimizerState CreateState(int length) => Momentum == 0 ? new PlainState() : new MomentumState(this, length);

    private sealed unsafe class PlainState() : OptimizerState(0)
    {
        private float _rate;

        public override void BeginStep(double learningRate, long step) => _rate = (float)learningRate;

        public override void Update(float* weights, float* gradients, int start, int length)
        {
            var rate = new Vector<float>(_rate);
            for (var i = start; i < start + length; i += Vector<float>.Count)
                (Vector.Load(weights + i) - rate * Vector.Load(gradients + i)).Store(weights + i);
        }
    }

    private sealed unsafe class MomentumState(Sgd sgd, int length) : OptimizerState(length, "momentum")
    {
        private float _rate;

        public override void BeginStep(double learningRate, long step) => _rate = (float)learningRate;

        public override void Update(float* weights, float* gradients, int start, int length)
        {
            var velocities = SlotPointer(0);
            var rate = new Vector<float>(_rate);
            var momentum = new Vector<float>((float)sgd.Momentum);
            for (var i = start; i < start + length; i += Vector<float>.Count)
            {
                var change = rate * Vector.Load(gradients + i);
                var velocity = momentum * Vector.Load(velocities + i) - change;
                velocity.Store(velocities + i);
                (Vector.Load(weights + i) + (sgd.Nesterov ? momentum * velocity - change : velocity)).Store(weights + i);
            }
        }
    }
}
