using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>
/// How gradients change weights: the rule and its numbers, without its state. <see cref="Sgd"/>, <see cref="Adam"/>, <see cref="AdamW"/>,
/// <see cref="RmsProp"/>, <see cref="Adagrad"/> or <see cref="Lion"/>, each with Keras 3's attributes, defaults and formulas.
/// </summary>
/// <remarks>
/// A step clips the gradients, takes the decay from the weights, applies the rule and then averages the weights: Keras's order.
/// Only trainable parameters are looked at.
/// </remarks>
public abstract record Optimizer
{
    private protected Optimizer(LearningRateSchedule learningRate) => LearningRate = learningRate;

    /// <summary>The factor of each step: a number of at least 0, or a schedule.</summary>
    public LearningRateSchedule LearningRate
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>
    /// Decoupled weight decay: w -= learning rate * decay * w in each step, before the rule. At least 0.
    /// From I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double WeightDecay { get; init => field = NonNegative(value); }

    /// <summary>
    /// Parameters without weight decay: last parts of names ("bias"), layers ("conv2d_1") or whole names ("conv2d_1.kernel").
    /// None by default: as in Keras, biases and the scales of normalization decay too.
    /// </summary>
    public IReadOnlyList<string> ExcludeFromWeightDecay { get; init; } = [];

    /// <summary>The largest L2 norm of each parameter's gradient, above 0: a longer one is scaled down to it. Null: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double? ClipNorm { get; init => field = value is { } norm ? Positive(norm) : null; }

    /// <summary>
    /// The largest L2 norm of all gradients together, above 0: all are scaled down to it. Null: none.
    /// From R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double? GlobalClipNorm { get; init => field = value is { } norm ? Positive(norm) : null; }

    /// <summary>The largest absolute value of each number of a gradient, above 0. Null: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double? ClipValue { get; init => field = value is { } limit ? Positive(limit) : null; }

    /// <summary>
    /// Whether a moving average of the weights is kept: average = momentum * average + (1 - momentum) * w after each step, w after the first one.
    /// The network gets it when training ends, however it ends but by cancellation; until then it trains and validates with the weights themselves, unless
    /// <see cref="FitOptions.ValidateWithEma"/> is set. From B. Polyak, A. Juditsky, "Acceleration of stochastic approximation by averaging", 1992.
    /// </summary>
    public bool UseEma { get; init; }

    /// <summary>How much of the average stays in a step. At least 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double EmaMomentum { get; init => field = BelowOne(value); } = 0.99;

    /// <summary>Steps after which the weights become their average, again and again; at least 1. Null: only at the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? EmaOverwriteFrequency
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>The rule's name and numbers, but for the learning rate: what must be the same where a run is resumed.</summary>
    private protected abstract string Rule { get; }

    /// <summary>The rule and all its numbers but the learning rate: "Adam beta_1 0.9 beta_2 0.999 epsilon 1E-07 weight_decay 0.01".</summary>
    public sealed override string ToString() => string.Concat(
        Rule,
        WeightDecay > 0 ? FormattableString.Invariant($" weight_decay {WeightDecay}") : "",
        WeightDecay > 0 && ExcludeFromWeightDecay.Count > 0 ? $" exclude_from_weight_decay {string.Join(" ", ExcludeFromWeightDecay)}" : "",
        Clipping,
        UseEma ? FormattableString.Invariant($" ema_momentum {EmaMomentum}") : "",
        UseEma && EmaOverwriteFrequency is { } steps ? FormattableString.Invariant($" ema_overwrite_frequency {steps}") : "");

    /// <summary>State for a network's weights, as it is before the first step.</summary>
    /// <exception cref="ArgumentException">The options contradict each other or the network.</exception>
    internal abstract OptimizerState CreateState(NetworkDescription network);

    private string Clipping => FormattableString.Invariant(
        $"{(ClipNorm is { } norm ? $" clipnorm {norm}" : "")}{(GlobalClipNorm is { } all ? $" global_clipnorm {all}" : "")}{(ClipValue is { } limit ? $" clipvalue {limit}" : "")}");

    private protected static double NonNegative(double value, [CallerMemberName] string name = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number of at least 0.");

    private protected static double Positive(double value, [CallerMemberName] string name = "") => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number above 0.");

    private protected static double BelowOne(double value, [CallerMemberName] string name = "") => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a number of at least 0 and below 1.");
}
