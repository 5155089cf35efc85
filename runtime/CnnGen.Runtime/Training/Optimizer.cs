namespace CnnGen;

/// <summary>How gradients change weights: the rule and its numbers, without its state. <see cref="Sgd"/> or <see cref="Adam"/>.</summary>
public abstract class Optimizer
{
    private protected Optimizer(double learningRate)
    {
        LearningRate = NonNegative(learningRate, nameof(learningRate));
    }

    /// <summary>The learning rate that training begins with.</summary>
    public double LearningRate { get; }

    /// <summary>The optimizer that "compile" in models.json names.</summary>
    internal static Optimizer From(OptimizerDescription description) => description.Type switch
    {
        "SGD" => new Sgd(description.LearningRate, description.Momentum, description.Nesterov),
        "Adam" => new Adam(description.LearningRate, description.Beta1, description.Beta2, description.Epsilon),
        _ => throw new InvalidOperationException(
            $"\"compile\" asks for the optimizer \"{description.Type}\"; this runtime knows \"SGD\" and \"Adam\". Use the CnnGen package of the generator that made the code."),
    };

    /// <summary>State for so many weights, as it is before the first step.</summary>
    internal abstract OptimizerState CreateState(int length);

    private protected static double NonNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number of at least 0.");

    private protected static double BelowOne(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a number of at least 0 and below 1.");
}
