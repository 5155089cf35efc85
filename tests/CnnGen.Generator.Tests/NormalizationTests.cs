using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.BatchNormalization;
using CnnGen.Generator.Layers.GroupNormalization;
using CnnGen.Generator.Layers.LayerNormalization;
using CnnGen.Generator.Plan;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

/// <summary>Normalizations: Keras's defaults and parameters, what is refused, and the phases of a training step.</summary>
public sealed class NormalizationTests
{
    private const string Mse = """, "compile": { "loss": "mse" }""";

    private static readonly string s_several = OfLayers(
        """
        { "type": "Conv2D", "filters": 4, "kernel_size": 1 }, { "type": "BatchNormalization" },
        { "type": "Conv2D", "filters": 6, "kernel_size": 1 }, { "type": "BatchNormalization", "scale": false, "momentum": 0.5 },
        { "type": "BatchNormalization", "trainable": false }
        """,
        Mse);

    [Fact]
    public void Defaults_are_those_of_Keras()
    {
        Assert.Equal(new BatchNormalizationAttributes(0.99, 1e-3, true, true), First("""{ "type": "BatchNormalization" }""").Attributes);
        Assert.Equal(new LayerNormalizationAttributes(false, 1e-3, true, true), First("""{ "type": "LayerNormalization" }""").Attributes);
        Assert.Equal(
            new GroupNormalizationAttributes(32, 1e-3, true, true),
            GraphOf(OfLayers("""{ "type": "Conv2D", "filters": 64, "kernel_size": 1 }, { "type": "GroupNormalization" }""")).Layers[1].Attributes);
    }

    [Theory]
    [InlineData("""{ "type": "BatchNormalization" }""", "gamma ones 3, beta zeros 3, moving_mean zeros 3 observed, moving_variance ones 3 observed")]
    [InlineData("""{ "type": "BatchNormalization", "center": false, "scale": false }""", "moving_mean zeros 3 observed, moving_variance ones 3 observed")]
    [InlineData("""{ "type": "BatchNormalization", "gamma_initializer": "zeros", "moving_variance_initializer": "zeros", "scale": true, "center": false }""", "gamma zeros 3, moving_mean zeros 3 observed, moving_variance zeros 3 observed")]
    [InlineData("""{ "type": "LayerNormalization" }""", "gamma ones 3, beta zeros 3")]
    [InlineData("""{ "type": "LayerNormalization", "axis": [-1], "center": false }""", "gamma ones 3")]
    [InlineData("""{ "type": "LayerNormalization", "axis": [1, 2, 3] }""", "gamma ones 8 8 3, beta zeros 8 8 3")]
    [InlineData("""{ "type": "LayerNormalization", "axis": [-3, -2, -1], "scale": false }""", "beta zeros 8 8 3")]
    [InlineData("""{ "type": "GroupNormalization", "groups": 3 }""", "gamma ones 3, beta zeros 3")]
    public void Parameters_are_those_of_Keras(string layer, string expected)
    {
        var node = First(layer);
        Assert.Equal(Shape.Image(8, 8, 3), node.OutputShape);
        Assert.Equal(expected, string.Join(", ", node.Parameters.Select(parameter =>
            $"{parameter.Name} {parameter.Initializer.Kind} {string.Join(" ", parameter.Dimensions)}{(parameter.IsObserved ? " observed" : "")}")));
    }

    [Theory]
    [InlineData("""{ "type": "BatchNormalization", "momentum": ¤1 }""", "CNN007 \"momentum\" is 1; expected a finite number of at least 0 and below 1")]
    [InlineData("""{ "type": "BatchNormalization", "epsilon": ¤0 }""", "CNN007 \"epsilon\" is 0; expected a finite number above 0")]
    [InlineData("""{ "type": "BatchNormalization", ¤"moving_mean_regularizer": "l2" }""", "CNN003 \"moving_mean_regularizer\" is not a key of a BatchNormalization layer")]
    [InlineData("""{ "type": "LayerNormalization", "axis": ¤[1, 2] }""", "CNN007 \"axis\" is a list; expected -1 for the channels, or [1, 2, 3] for all of an image")]
    [InlineData("""{ "type": "LayerNormalization", "axis": ¤"channels" }""", "CNN006 \"axis\" is the string \"channels\"; expected -1 for the channels, or [1, 2, 3] for all of an image")]
    [InlineData("""{ "type": "Flatten" }, { "type": ¤"LayerNormalization", "axis": [1, 2, 3] }""", "CNN009 LayerNormalization with axis [1, 2, 3] takes an image, found a vector of 192; leave axis out")]
    [InlineData("""{ "type": ¤"GroupNormalization" }""", "CNN009 GroupNormalization divides channels into 32 groups, found 3 channels in 8 x 8 x 3; write \"groups\" as a number that divides them")]
    public void What_does_not_fit_is_refused(string layers, string expected)
    {
        string marked = OfLayers(layers);
        string found = Assert.Single(Declared.Messages(Without(marked)));
        Assert.StartsWith(expected, found.Replace(" " + Places(marked).Single(), ""));
    }

    [Fact]
    public void Training_waits_at_the_statistics_and_at_the_sums()
    {
        var plan = BackEnd.Plan(GraphOf(s_several));
        Assert.Equal(
            [
                "the statistics of batch_normalization_1", "the statistics of batch_normalization_2",
                "the sums of the gradient by batch_normalization_2", "the sums of the gradient by batch_normalization_1",
            ],
            plan.PhaseEnds.Select(end => end.Reason));
        Assert.Equal(new Plan.BatchMoments("BatchNormalization2MovingMean", "BatchNormalization2MovingVariance", 6, 64, 0.5), plan.PhaseEnds[1].Moments);
        // There is no gamma in the second, but the sum by it is needed.
        Assert.Equal([new Plan.ChunkSum("BatchNormalization2GammaSum", 6), new Plan.ChunkSum("BatchNormalization2Beta", 6)], plan.PhaseEnds[2].Sums);
        Assert.Equal(16, plan.SumsLength);
        Assert.Equal(plan.WeightsLength, plan.ArenaOffsets.Single(place => place.Name == "BatchNormalization2GammaSum").Offset);
        int[] calls = [.. plan.PhaseEnds.Select(end => end.Calls)];
        Assert.Equal(calls.Order().Distinct(), calls);
        Assert.InRange(calls[^1], 1, plan.Train.Count - 1);
        Assert.DoesNotContain(plan.Predict.Concat(plan.Evaluate), call => call.Statement.Contains("Totals", StringComparison.Ordinal));
    }

    /// <summary>What one phase alone names stays in the worker's arena, and what is kept lies apart, with room behind it.</summary>
    [Fact]
    public void Blocks_keep_what_several_phases_name()
    {
        var plan = BackEnd.Plan(GraphOf(s_several));
        var kept = plan.ArenaOffsets.Where(place => place.Name.EndsWith("Kept", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["Conv2D1OutputKept", "BatchNormalization1OutputKept", "Conv2D2OutputKept", "BatchNormalization1GradientKept", "BatchNormalization2GradientKept"],
            kept.Select(place => place.Name));
        Assert.Equal(kept.Select((_, i) => kept.Take(i).Sum(before => Room(before.Name))), kept.Select(place => place.Offset));
        Assert.Equal(kept.Sum(place => Room(place.Name)), plan.KeptArenaLength);
        Assert.All(plan.Train, call => Assert.All(kept, place => Assert.DoesNotContain("a + At." + place.Name[..^"Kept".Length] + ",", call.Statement, StringComparison.Ordinal)));
        Assert.DoesNotContain(plan.Predict.Concat(plan.Evaluate), call => call.Statement.Contains("kept", StringComparison.Ordinal));

        int Room(string name) => (8 * 8 * (name.Contains('2', StringComparison.Ordinal) && !name.StartsWith("Conv2D1", StringComparison.Ordinal) ? 6 : 4) * plan.BlockSize) + 16;
    }

    [Fact]
    public void Nothing_is_waited_for_where_nothing_is_trained_before()
    {
        var first = BackEnd.Plan(GraphOf(OfLayers("""{ "type": "BatchNormalization" }""", Mse)));
        Assert.Equal("the statistics of batch_normalization_1", first.PhaseEnds.Single().Reason);
        var frozen = BackEnd.Plan(GraphOf(OfLayers("""{ "type": "BatchNormalization", "trainable": false }""", Mse)));
        Assert.Empty(frozen.PhaseEnds);
        Assert.Empty(BackEnd.Plan(GraphOf(OfLayers("""{ "type": "BatchNormalization" }"""))).PhaseEnds);
    }

    [Fact]
    public void The_summary_tells_what_is_not_trained()
    {
        string source = BackEnd.Emit(BackEnd.Plan(GraphOf(s_several))).First().Text;
        // Convolutions 16 and 30; gamma, beta and moving averages 16, 18 without a gamma, and 24 of which nothing is trained.
        Assert.Matches("\"total +104 ", source);
        Assert.Matches("\"trainable +60\\\\n\"", source);
        Assert.Matches("\"non-trainable +44\"", source);
    }

    [Theory]
    [InlineData("\"momentum\": 0.5", "\"momentum\": 0.25", false)]
    [InlineData("\"momentum\": 0.5", "\"beta_initializer\": \"ones\"", false)]
    [InlineData("\"momentum\": 0.5", "\"epsilon\": 0.5", true)]
    [InlineData("\"scale\": false", "\"scale\": true", true)]
    public void The_hash_holds_what_predictions_depend_on(string before, string after, bool changes)
    {
        string Hash(string text) => BackEnd.Plan(GraphOf(text)).SpecHash;
        Assert.Equal(changes, Hash(s_several) != Hash(s_several.Replace(before, after, StringComparison.Ordinal)));
    }

    private static LayerNode First(string layer) => GraphOf(OfLayers(layer)).Layers.Single();
}
