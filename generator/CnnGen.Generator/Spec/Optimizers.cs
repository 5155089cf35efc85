using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;
using static CnnGen.Generator.Spec.RuntimeAttribute;

namespace CnnGen.Generator.Spec;

/// <summary>The optimizers with Keras 3's attributes and defaults. Each is a row here and a class of the runtime.</summary>
internal static class Optimizers
{
    private static readonly RuntimeAttribute s_beta1 = Of(new NumberKey("beta_1", "The decay of the mean of the gradients.", 0.9) { Below = 1 });
    private static readonly RuntimeAttribute s_epsilon = Of(new NumberKey("epsilon", "Keeps the quotient finite.", 1e-7) { ExcludesMinimum = true });
    private static readonly RuntimeAttribute s_momentum = Of(new NumberKey("momentum", "How much of the last step is carried into the next.", 0) { Below = 1 });

    private static readonly NumberKey s_clipnorm = Clip("clipnorm", "The largest L2 norm of each parameter's gradient.");
    private static readonly NumberKey s_globalClipnorm = Clip("global_clipnorm", "The largest L2 norm of all gradients together.");
    private static readonly NumberKey s_clipvalue = Clip("clipvalue", "The largest absolute value of each number of a gradient.");

    private static readonly RuntimeAttribute[] s_adam =
    [
        s_beta1,
        Of(new NumberKey("beta_2", "The decay of the mean of the squared gradients.", 0.999) { Below = 1 }),
        s_epsilon,
        Of(new FlagKey("amsgrad", "Whether the largest mean of the squared gradients so far is taken (AMSGrad).", false)),
    ];

    private static readonly RuntimeAttribute s_noDecay = Of(new NumberKey("weight_decay", "The part of each weight that a step takes away, times the learning rate.", 0));

    private static readonly NamesKey s_withoutDecay = new(
        "exclude_from_weight_decay", "Parameters that do not decay: last parts of names (\"bias\"), layers, or whole names.");

    private static readonly RuntimeAttribute[] s_ofAll =
    [
        OfNames(s_withoutDecay),
        Of(s_clipnorm, "ClipNorm"),
        Of(s_globalClipnorm, "GlobalClipNorm"),
        Of(s_clipvalue, "ClipValue"),
        Of(new FlagKey("use_ema", "Whether a moving average of the weights is kept, which the network gets at the end.", false)),
        Of(new NumberKey("ema_momentum", "How much of the average stays in a step.", 0.99) { Below = 1 }),
        Of(new IntegerKey("ema_overwrite_frequency", "Steps after which the weights become their average, again and again; by default only at the end.", 1)),
    ];

    public static IReadOnlyList<RuntimeType> All { get; } =
    [
        Row("Adam", "Adam", "Adam (Kingma and Ba 2014): the step of each weight is scaled by its recent gradients.", 0.001, s_noDecay, s_adam),
        Row("SGD", "Sgd", "Stochastic gradient descent, with momentum if it is given.", 0.01, s_noDecay,
            [s_momentum, Of(new FlagKey("nesterov", "Whether momentum looks ahead (Nesterov).", false))]),
        Row("AdamW", "AdamW", "Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019).", 0.001,
            Of(new NumberKey("weight_decay", "The part of each weight that a step takes away, times the learning rate.", 0.004)), s_adam),
        Row("RMSprop", "RmsProp", "RMSprop (Hinton 2012): gradients are divided by the root of their mean square.", 0.001, s_noDecay,
            [
                Of(new NumberKey("rho", "The decay of the mean of the squared gradients.", 0.9) { Below = 1 }),
                s_momentum,
                s_epsilon,
                Of(new FlagKey("centered", "Whether gradients are divided by their standard deviation.", false)),
            ]),
        Row("Adagrad", "Adagrad", "Adagrad (Duchi et al. 2011): gradients are divided by the root of the sum of all their squares.", 0.001, s_noDecay,
            [Of(new NumberKey("initial_accumulator_value", "What the sums of the squares begin with.", 0.1)), s_epsilon]),
        Row("Lion", "Lion", "Lion (Chen et al. 2023): steps of one size, by the sign of the mean gradient.", 0.001, s_noDecay,
            [s_beta1, Of(new NumberKey("beta_2", "The decay of the mean of the gradients that is kept.", 0.99) { Below = 1 })]),
    ];

    public static IReadOnlyList<string> Words { get; } = All.SelectMany(optimizer => optimizer.Words).ToArray();

    /// <summary>The key "type" of an optimizer's object.</summary>
    public static ChoiceKey TypeKey { get; } = new("type", "Which optimizer.", Words, null) { IsRequired = true };

    /// <summary>The optimizer of a "compile" that names none.</summary>
    public static RuntimeObject Default { get; } = new(All[0].Class, EquatableArray<RuntimeArgument>.Empty);

    /// <summary>Reads "adam" or { "type": "Adam", ... }; null, and reported, where it is neither.</summary>
    public static RuntimeObject? Read(JsonNode node, DiagnosticBag diagnostics) =>
        RuntimeType.Read(node, All, TypeKey, "optimizer", "\"adam\", \"sgd\" or an object with a \"type\"", diagnostics);

    /// <summary>The names in an optimizer's "exclude_from_weight_decay", which only the graph can check.</summary>
    public static IReadOnlyList<JsonString> WithoutDecay(JsonNode? node) =>
        (node as JsonObject)?.Find(s_withoutDecay.Name)?.Value is JsonArray names ? names.Items.OfType<JsonString>().ToArray() : [];

    /// <summary>"Adam" and "adam" both name it, as in Keras.</summary>
    private static RuntimeType Row(
        string type, string runtimeClass, string description, double learningRate, RuntimeAttribute weightDecay, IReadOnlyList<RuntimeAttribute> attributes) => new(
        [type, type.ToLowerInvariant()],
        runtimeClass,
        description,
        [Of(new LearningRateKey("learning_rate", "The factor of each step: a number, or a schedule.", learningRate)), .. attributes, weightDecay, .. s_ofAll],
        reader => reader.OnlyOneOf(s_clipnorm, s_globalClipnorm, s_clipvalue));

    private static NumberKey Clip(string name, string description) => new(name, description, 0) { ExcludesMinimum = true, IsOptional = true };
}
