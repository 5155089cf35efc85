using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;
using static CnnGen.Generator.Spec.RuntimeAttribute;

namespace CnnGen.Generator.Spec;

/// <summary>The learning-rate schedules with Keras 3's attributes, and PyTorch's OneCycleLR. Each is a row here and a class of the runtime.</summary>
internal static class LearningRateSchedules
{
    private static readonly RuntimeAttribute s_initial = Of(new NumberKey("initial_learning_rate", "The first rate.", 0) { IsRequired = true });

    private static readonly IntegerKey s_decaySteps = new("decay_steps", "Steps of the decay.", 1);
    private static readonly NumberKey s_decayEpochs = Epochs("decay_epochs", "The steps of the decay in epochs.");

    private static readonly NumbersKey s_values = new("values", "The rates: one more than there are boundaries.", 0) { IsRequired = true };
    private static readonly NumbersKey s_boundaries = new("boundaries", "The last step of each rate but the last one, from 0.", 0) { AreWhole = true };
    private static readonly NumbersKey s_boundaryEpochs = new("boundary_epochs", "Epochs that are done when the next rate begins.", 0) { ExcludesMinimum = true };

    private static readonly NumberKey s_warmupTarget = new("warmup_target", "The rate that the warm-up ends with. No warm-up without it.", 0) { IsOptional = true };
    private static readonly IntegerKey s_warmupSteps = new("warmup_steps", "Steps of the warm-up.", 0);
    private static readonly NumberKey s_warmupEpochs = new("warmup_epochs", "The steps of the warm-up in epochs.", 0) { IsOptional = true };

    private static readonly IntegerKey s_totalSteps = new("total_steps", "Steps of the cycle; by default those of the run.", 1);
    private static readonly NumberKey s_totalEpochs = Epochs("total_epochs", "The steps of the cycle in epochs.");
    private static readonly FlagKey s_threePhase = new("three_phase", "Whether the rate falls to where it began, as fast as it rose, before it falls to the end.", false);
    private static readonly NumberKey s_pctStart = new("pct_start", "The part of the cycle in which the rate rises.", 0.3) { ExcludesMinimum = true, AtMost = 1 };

    public static IReadOnlyList<RuntimeType> All { get; } =
    [
        new(
            ["CosineDecay"],
            "CosineDecay",
            "The rate falls along half a cosine (Loshchilov and Hutter 2017), after a linear warm-up if one is given. By default over the whole run.",
            [
                s_initial,
                Of(s_decaySteps),
                Of(s_decayEpochs),
                Of(new NumberKey("alpha", "The last rate as a part of the highest one.", 0)),
                Of(s_warmupTarget),
                Of(s_warmupSteps),
                Of(s_warmupEpochs),
            ],
            CheckCosine),
        new(
            ["ExponentialDecay"],
            "ExponentialDecay",
            "The rate is multiplied with a factor in each stretch of steps, bit by bit or in steps. A stretch is an epoch by default.",
            [
                s_initial,
                Of(new NumberKey("decay_rate", "What the rate is multiplied with in each stretch.", 0) { ExcludesMinimum = true, IsRequired = true }),
                Of(s_decaySteps),
                Of(s_decayEpochs),
                Of(new FlagKey("staircase", "Whether the rate falls at the ends of stretches only.", false)),
            ],
            reader => reader.OnlyOneOf(s_decaySteps, s_decayEpochs)),
        new(
            ["PiecewiseConstantDecay"],
            "PiecewiseConstantDecay",
            "A rate for each stretch of the run.",
            [Of(s_values), new(s_boundaries, "Boundaries", reader => reader.Read(s_boundaries).Select(value => (int)value).ToEquatableArray()), Of(s_boundaryEpochs)],
            CheckPieces),
        new(
            ["OneCycle"],
            "OneCycle",
            "The rate rises and falls once (Smith and Topin 2018), with the attributes of PyTorch's OneCycleLR.",
            [
                Of(new NumberKey("max_lr", "The highest rate.", 0) { IsRequired = true }, "MaxLearningRate"),
                Of(s_totalSteps),
                Of(s_totalEpochs),
                Of(s_pctStart),
                OfEnum(new ChoiceKey("anneal_strategy", "How the rate rises and falls.", ["cos", "linear"], "cos"), "AnnealStrategy"),
                Of(new NumberKey("div_factor", "The highest rate over the first one.", 25) { ExcludesMinimum = true }),
                Of(new NumberKey("final_div_factor", "The first rate over the last one.", 1e4) { ExcludesMinimum = true }),
                Of(s_threePhase),
            ],
            CheckCycle),
        new(
            ["ReduceLROnPlateau"],
            "ReduceLROnPlateau",
            "The rate is multiplied with a factor when a value of the history has not got better for some epochs.",
            [
                s_initial,
                Of(new TextKey("monitor", "The value, by its name in the history; \"val_loss\" by default.")),
                Of(new NumberKey("factor", "What the rate is multiplied with.", 0.1) { ExcludesMinimum = true, Below = 1 }),
                Of(new IntegerKey("patience", "Epochs without improvement after which the rate falls.", 0, 10)),
                OfEnum(new ChoiceKey("mode", "Whether less or more is better; auto goes by the name.", ["auto", "min", "max"], "auto"), "MonitorMode"),
                Of(new NumberKey("min_delta", "What a change must exceed to count as improvement.", 1e-4)),
                Of(new IntegerKey("cooldown", "Epochs after a reduction in which nothing is counted.", 0, 0)),
                Of(new NumberKey("min_lr", "The rate never falls below it.", 0), "MinLearningRate"),
            ]),
    ];

    /// <summary>The key "type" of a schedule's object.</summary>
    public static ChoiceKey TypeKey { get; } = new("type", "Which schedule.", All.Select(schedule => schedule.Type).ToArray(), null) { IsRequired = true };

    /// <summary>Reads { "type": "CosineDecay", ... }; null, and reported, where it is something else.</summary>
    public static RuntimeObject? Read(JsonObject node, DiagnosticBag diagnostics) =>
        RuntimeType.Read(node, All, TypeKey, "learning-rate schedule", TypeKey.Expected, diagnostics);

    private static void CheckCosine(ObjectReader reader)
    {
        reader.OnlyOneOf(s_decaySteps, s_decayEpochs);
        reader.OnlyOneOf(s_warmupSteps, s_warmupEpochs);
        if (reader.Has(s_warmupTarget)) return;
        if (reader.Read(s_warmupSteps) > 0) reader.Refuse(s_warmupSteps, " without \"warmup_target\"", "the rate that the warm-up ends with beside it");
        if (reader.Read(s_warmupEpochs) > 0) reader.Refuse(s_warmupEpochs, " without \"warmup_target\"", "the rate that the warm-up ends with beside it");
    }

    private static void CheckPieces(ObjectReader reader)
    {
        reader.OnlyOneOf(s_boundaries, s_boundaryEpochs);
        var key = reader.Has(s_boundaryEpochs) ? s_boundaryEpochs : s_boundaries;
        var boundaries = reader.Read(key);
        for (int i = 1; i < boundaries.Count; i++)
        {
            if (boundaries[i] > boundaries[i - 1]) continue;
            reader.Refuse(key, " that does not grow", "numbers of which each is above the one before it");
            return;
        }

        int values = reader.Read(s_values).Count;
        if (values != boundaries.Count + 1) reader.Refuse(s_values, $" of {values} for {boundaries.Count} boundaries", $"{boundaries.Count + 1} numbers");
    }

    private static void CheckCycle(ObjectReader reader)
    {
        reader.OnlyOneOf(s_totalSteps, s_totalEpochs);
        if (reader.Read(s_threePhase) && reader.Read(s_pctStart) > 0.5)
        {
            reader.Refuse(s_pctStart, " with three phases", "at most 0.5, since the rate falls as long as it rises");
        }
    }

    private static NumberKey Epochs(string name, string description) => new(name, description, 0) { ExcludesMinimum = true, IsOptional = true };
}
