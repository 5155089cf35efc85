namespace CnnGen.Runtime.Tests.Training;

public sealed unsafe class OptimizerTests
{
    private const int Length = 32;

    [Fact]
    public void SgdFollowsTheGradient() => Compare(new Sgd(0.1), (ref Reference r, double g, int _) => r.Weight -= 0.1 * g);

    [Fact]
    public void MomentumGoesOn() => Compare(new Sgd(0.1, 0.9), (ref Reference r, double g, int _) =>
    {
        r.First = 0.9 * r.First - 0.1 * g;
        r.Weight += r.First;
    });

    [Fact]
    public void NesterovLooksAhead() => Compare(new Sgd(0.1, 0.9, nesterov: true), (ref Reference r, double g, int _) =>
    {
        r.First = 0.9 * r.First - 0.1 * g;
        r.Weight += 0.9 * r.First - 0.1 * g;
    });

    [Fact]
    public void AdamCorrectsItsBias() => Compare(new Adam(0.01, 0.9, 0.99, 1e-3), (ref Reference r, double g, int t) =>
    {
        r.First = 0.9 * r.First + 0.1 * g;
        r.Second = 0.99 * r.Second + 0.01 * g * g;
        var rate = 0.01 * Math.Sqrt(1 - Math.Pow(0.99, t)) / (1 - Math.Pow(0.9, t));
        r.Weight -= rate * r.First / (Math.Sqrt(r.Second) + 1e-3);
    });

    private struct Reference
    {
        public double Weight;
        public double First;
        public double Second;
    }

    private delegate void Formula(ref Reference reference, double gradient, int t);

    private static void Compare(Optimizer optimizer, Formula formula)
    {
        using var weights = new AlignedBuffer(Length);
        using var gradients = new AlignedBuffer(Length);
        using var state = optimizer.CreateState(Length);
        var references = new Reference[Length];
        for (var i = 0; i < Length; i++)
        {
            weights.Span[i] = MathF.Cos(i);
            references[i].Weight = weights.Span[i];
        }

        for (var step = 0; step < 20; step++)
        {
            for (var i = 0; i < Length; i++)
            {
                gradients.Span[i] = MathF.Sin(i * (step + 1));
                formula(ref references[i], gradients.Span[i], step + 1);
            }

            state.BeginStep(optimizer.LearningRate, step);
            state.Update(weights.Pointer, gradients.Pointer, 0, 16);
            state.Update(weights.Pointer, gradients.Pointer, 16, 16);
        }

        for (var i = 0; i < Length; i++)
            Assert.Equal(references[i].Weight, weights.Span[i], 2e-6 * Math.Max(1, Math.Abs(references[i].Weight)));
    }
}
