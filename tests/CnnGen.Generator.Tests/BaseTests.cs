using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Tests;

/// <summary>Networks that are built on others.</summary>
public sealed class BaseTests
{
    private const string Backbone = """
        "Backbone": { "input": { "shape": [16, 16, 3], "scale": 0.5 }, "layers": [
          { "type": "Conv2D", "filters": 4, "kernel_size": 3 },
          { "type": "Conv2D", "name": "left", "filters": 4, "kernel_size": 1, "inputs": ["conv2d_1"] },
          { "type": "Conv2D", "name": "right", "filters": 4, "kernel_size": 1, "inputs": ["conv2d_1"], "trainable": "never" },
          { "type": "Add", "name": "features", "inputs": ["left", "right"] },
          { "type": "Conv2D", "filters": 8, "kernel_size": 3 },
          { "type": "GlobalAveragePooling2D" },
          { "type": "Dense", "name": "digit", "units": 10, "activation": "softmax" }
        ] }
        """;

    private const string Head = """[{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "name": "digit", "units": 2, "activation": "softmax" }]""";

    [Fact]
    public void The_layers_up_to_the_cut_come_first_and_keep_their_names()
    {
        var graph = Pets("""{ "model": "Backbone", "cut_at": "features" }""", Head);
        Assert.Equal(["conv2d_1", "left", "right", "features", "conv2d_5", "global_average_pooling2d_2", "digit"], graph.Layers.Select(layer => layer.Name));
        Assert.Equal(["Conv2D1", "Left", "Right", "Features", "Conv2D5", "GlobalAveragePooling2D2", "Digit"], graph.Layers.Select(layer => layer.Identifier));
        Assert.Equal([3], graph.Layers[4].Inputs);
        Assert.Equal(0.5f, graph.Input.Scale.Single());
        Assert.Equal(new BaseNode("Backbone", 4, SpecHash.Of(Declared.Graphs($"{{ \"models\": {{ {Backbone} }} }}")[0])), graph.Base);
    }

    [Fact]
    public void What_the_cut_does_not_need_is_left_out()
    {
        var graph = Pets("""{ "model": "Backbone", "cut_at": "left" }""", """[{ "type": "Flatten" }]""");
        Assert.Equal(["conv2d_1", "left", "flatten_1"], graph.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Without_a_cut_the_base_is_taken_whole_and_can_be_all_there_is()
    {
        var graph = Declared.Graphs(File("""{ "model": "Backbone" }""", null))[1];
        Assert.Equal(7, graph.Layers.Count);
        Assert.Equal(("digit", "Digit", 6), (graph.Heads.Single().Name, graph.Heads.Single().Identifier, graph.Heads.Single().Layer));
    }

    [Theory]
    [InlineData("true", Trainability.Yes, Trainability.Never)]
    [InlineData("false", Trainability.NotAtFirst, Trainability.NotAtFirst)]
    [InlineData("\"never\"", Trainability.Never, Trainability.Never)]
    internal void Trainable_is_said_for_all_layers_of_the_base(string written, Trainability first, Trainability never)
    {
        var graph = Pets($$"""{ "model": "Backbone", "cut_at": "features", "trainable": {{written}} }""", Head);
        Assert.Equal([first, first, never, first, Trainability.Yes, Trainability.Yes, Trainability.Yes], graph.Layers.Select(layer => layer.Trainability));
    }

    [Fact]
    public void The_input_may_have_another_height_and_width()
    {
        var graph = Pets("""{ "model": "Backbone", "cut_at": "features" }""", Head, """, "input": { "shape": [32, 24, 3] }""");
        Assert.Equal(Shape.Image(30, 22, 4), graph.Layers[3].OutputShape);
        Assert.Equal(0.5f, graph.Input.Scale.Single());
    }

    [Fact]
    public void A_base_can_have_a_base()
    {
        string file = File("""{ "model": "Backbone", "cut_at": "left" }""", """[{ "type": "Conv2D", "filters": 3, "kernel_size": 1 }, { "type": "Flatten" }]""");
        file = file[..^4] + """, "Third": { "base": { "model": "Tests.Pets", "cut_at": "conv2d_5" }, "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": 1 }] } } }""";
        Assert.Equal(["conv2d_1", "left", "conv2d_5", "conv2d_6"], Declared.Graphs(file)[2].Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Every_network_of_a_circle_is_told()
    {
        const string text = """{ "models": { "A": { "base": { "model": "B" } }, "B": { "base": { "model": "C" } }, "C": { "base": { "model": "B" } } } }""";
        string[] found = Declared.Messages(text);
        Assert.Equal(2, found.Length);
        Assert.Contains("B can't be built on C: that leads back to it, B -> C -> B;", found[0], StringComparison.Ordinal);
        Assert.Contains("C can't be built on B: that leads back to it, C -> B -> C;", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tower_of_bases_ends_somewhere()
    {
        string text = "{ \"models\": { " + string.Join(", ", Enumerable.Range(0, 30).Select(i => i == 0
            ? """ "N0": { "input": { "shape": [1, 1, 1] }, "layers": [{ "type": "Flatten" }] } """
            : $$""" "N{{i}}": { "base": { "model": "N{{i - 1}}" } } """)) + " } }";
        Assert.All(Declared.Messages(text), message => Assert.Contains("more than 16 networks stand one on another", message, StringComparison.Ordinal));
        Assert.Equal(17, Declared.Read(text).Graphs.Count);
    }

    [Fact]
    public void Short_names_of_a_large_base_do_not_fill_the_memory()
    {
        string layers = string.Join(",", Enumerable.Repeat("""{"type":"Flatten"}""", 2000));
        string networks = string.Join(",", Enumerable.Range(0, 100).Select(i => $$"""  "A{{i}}": { "base": { "model": "B" } } """));
        string text = $$"""{ "models": { "B": { "input": { "shape": [1, 1, 1] }, "layers": [{{layers}}] }, {{networks}} } }""";
        Assert.All(Declared.Messages(text), message => Assert.Contains("CNN024", message, StringComparison.Ordinal));
        Assert.NotEmpty(Declared.Messages(text));
    }

    [Fact]
    public void A_broken_base_is_told_once()
    {
        string text = File("""{ "model": "Backbone", "cut_at": "features" }""", Head).Replace("\"filters\": 8", "\"filters\": 0", StringComparison.Ordinal);
        Assert.StartsWith("CNN007", Assert.Single(Declared.Messages(text)), StringComparison.Ordinal);
        Assert.Empty(Declared.Read(text).Graphs);
    }

    [Fact]
    public void A_base_of_another_file_is_found_and_its_edit_plans_both()
    {
        string pets = $$"""{ "models": { "Pets": { "base": { "model": "Backbone", "cut_at": "features" }, "layers": {{Head}} }, "Other": { "input": { "shape": [1, 1, 1] }, "layers": [{ "type": "Flatten" }] } } }""";
        string backbone = $$"""{ "models": { {{Backbone}} } }""";
        var run = new GeneratorRun(("a.models.json", pets), ("b.models.json", backbone));
        Assert.Empty(run.Diagnostics);
        Assert.Contains("Tests.Pets.g.cs", run.Sources.Keys);

        run.EditFile("b.models.json", "\n" + backbone);
        Assert.All(run.Reasons(Steps.Plan), reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
        Assert.Equal(3, run.Reasons(Steps.Source).Count(reason => reason == IncrementalStepRunReason.Cached));

        run.EditFile("b.models.json", backbone.Replace("\"filters\": 4, \"kernel_size\": 3", "\"filters\": 6, \"kernel_size\": 3", StringComparison.Ordinal));
        Assert.Equal(2, run.Reasons(Steps.Source).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(1, run.Reasons(Steps.Source).Count(reason => reason == IncrementalStepRunReason.Cached));

        run.EditFile("a.models.json", pets.Replace("\"units\": 2", "\"units\": 3", StringComparison.Ordinal));
        Assert.Equal(1, run.Reasons(Steps.Source).Count(reason => reason == IncrementalStepRunReason.Modified));
        run.EditCSharp("class Added;");
        Assert.All(run.Reasons(Steps.Bases), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_error_that_the_base_causes_stands_at_the_base()
    {
        const string pets = """{ "models": { "Pets": { "base": { "model": "Backbone" }, "input": { "shape": [2, 2, 3] } } } }""";
        var run = new GeneratorRun(("a.models.json", pets), ("b.models.json", $$"""{ "models": { {{Backbone}} } }"""));
        var found = Assert.Single(run.Diagnostics);
        Assert.StartsWith("CNN010 1:25 kernel_size 3 is larger than its input, 2 x 2", Declared.Message(found));
        Assert.Equal("a.models.json", found.Location.GetLineSpan().Path);
    }

    private static NetworkGraph Pets(string ofBase, string layers, string more = "") => Declared.Graphs(File(ofBase, layers, more))[1];

    private static string File(string ofBase = """{ "model": "Backbone" }""", string? layers = Head, string more = "") =>
        $$"""{ "models": { {{Backbone}}, "Pets": { "base": {{ofBase}}{{(layers is null ? "" : $", \"layers\": {layers}")}}{{more}} } } }""";
}
