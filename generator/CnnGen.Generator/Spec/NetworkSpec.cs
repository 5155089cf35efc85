using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec.Keys;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>What a file declares. Names are not resolved yet and nothing is known of shapes.</summary>
internal sealed record FileSpec(IReadOnlyList<NetworkSpec> Networks)
{
    public static FileSpec Empty { get; } = new([]);
}

/// <param name="Input">Null where it could not be read, or is the base's.</param>
/// <param name="Trunk">The layers before the heads; those of the base are not among them yet: see <see cref="Graph.BaseExpansion"/>.</param>
/// <param name="Heads">At least one: a network without "heads" has one that is the last layer of the trunk. None where the network is nothing but its base.</param>
/// <param name="Compile">Null where there is none, or where it could not be read.</param>
/// <param name="IsBroken">Whether an error was reported in it already: what can be checked is still checked, but it is not generated.</param>
internal sealed record NetworkSpec(
    string Name,
    TextSpan NameSpan,
    string? Namespace,
    InputSpec? Input,
    IReadOnlyList<LayerSpec> Trunk,
    IReadOnlyList<HeadSpec> Heads,
    CompileSpec? Compile,
    BudgetSpec Budget,
    bool IsBroken)
{
    /// <summary>The network that it is built on; null where there is none.</summary>
    public BaseSpec? Base { get; init; }

    /// <summary>What it has of that network, once the base's layers are part of the trunk.</summary>
    public BaseNode? BuiltOn { get; init; }

    /// <summary>For each kind of layer the numbers that default names of the base's layers have.</summary>
    public IReadOnlyDictionary<LayerKind, int> TakenNumbers { get; init; } = new Dictionary<LayerKind, int>();

    public string FullName => Namespace is null ? Name : Namespace + "." + Name;
}

/// <summary>What the network may cost at most; null where nothing is said.</summary>
internal sealed record BudgetSpec(Limit? Parameters, Limit? MultiplyAdds, Limit? ActivationBytes);

/// <param name="Most">The most that is allowed.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record Limit(long Most, TextSpan Span);

/// <param name="Source">The object that says it; null where it is the base's.</param>
internal sealed record InputSpec(InputNode Node, TextSpan Span, JsonObject? Source);

/// <summary>What "base" says.</summary>
/// <param name="CutAt">The last layer that is taken; null: the base's output.</param>
/// <param name="Trainable">Null: as the base's layers say.</param>
/// <param name="Span">Where errors about the base's layers in this network are reported.</param>
internal sealed record BaseSpec(string Model, TextSpan ModelSpan, string? CutAt, TextSpan CutAtSpan, Trainability? Trainable, TextSpan Span);

/// <param name="Kind">Null where the type is unknown.</param>
/// <param name="TypeSpan">Where errors about the layer as a whole are reported.</param>
/// <param name="Name">Null where it has none.</param>
/// <param name="Attributes">Null where an error was reported in them.</param>
/// <param name="Inputs">Null where it takes the layer before it.</param>
internal sealed record LayerSpec(
    JsonObject Node,
    LayerKind? Kind,
    TextSpan TypeSpan,
    JsonString? Name,
    LayerAttributes? Attributes,
    IReadOnlyList<JsonString>? Inputs,
    Trainability Trainable)
{
    /// <summary>The name in C# that a layer of the base has; null where the layer is the network's own.</summary>
    public string? BaseIdentifier { get; init; }

    /// <summary>Where the value of a key stands; the type, where the key is not written.</summary>
    public TextSpan SpanOf(SpecKey key) => Node.Find(key.Name)?.Value.Span ?? TypeSpan;

    public TextSpan NameSpan => Name?.Span ?? TypeSpan;
}

/// <param name="Layers">Empty where the head is the last layer of the trunk.</param>
/// <param name="NameSpan">Where errors about the head as a whole are reported.</param>
/// <param name="Kind">Null where it follows from the activation.</param>
/// <param name="Labels">Null where it has none.</param>
internal sealed record HeadSpec(
    string Name,
    TextSpan NameSpan,
    IReadOnlyList<LayerSpec> Layers,
    OutputKind? Kind,
    TextSpan KindSpan,
    IReadOnlyList<JsonString>? Labels,
    TextSpan LabelsSpan);

/// <param name="WithoutDecay">The names in the optimizer's "exclude_from_weight_decay".</param>
/// <param name="Heads">In the order of the network's heads.</param>
internal sealed record CompileSpec(RuntimeObject Optimizer, IReadOnlyList<JsonString> WithoutDecay, IReadOnlyList<HeadTrainingSpec> Heads);

internal sealed record HeadTrainingSpec(LossSettings Loss, TextSpan LossSpan, double LossWeight, IReadOnlyList<MetricSpec> Metrics);

internal sealed record MetricSpec(MetricSettings Metric, TextSpan Span);
