using System.Runtime.CompilerServices;
using CnnGen.Generator.Graph;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Tests;

/// <summary>What is computed again after an edit, by the names of the steps.</summary>
public sealed class IncrementalTests
{
    private const int FilesOfANetwork = 6;

    private static readonly string[] s_steps = [Steps.Read, Steps.Spec, Steps.Graph, Steps.Plan, Steps.Source, Steps.Diagnostics];

    [Fact]
    public void A_first_run_computes_every_step()
    {
        var run = new GeneratorRun(("models.json", Declared.TwoNetworks));
        Assert.All(s_steps, step => Assert.All(run.Reasons(step), reason => Assert.Equal(IncrementalStepRunReason.New, reason)));
        Assert.Equal(2, run.Reasons(Steps.Plan).Count);
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void A_csharp_edit_computes_nothing()
    {
        var run = new GeneratorRun(("models.json", Declared.TwoNetworks));
        run.EditCSharp("class Added;");
        Assert.All(s_steps, step => Assert.All(run.Reasons(step), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason)));
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("// A comment.\n")]
    [InlineData("/* Another\n one. */ ")]
    public void White_space_and_comments_leave_the_plans_unchanged_and_emit_nothing(string typed)
    {
        var run = new GeneratorRun(("models.json", Declared.TwoNetworks));
        foreach (string text in (string[])[typed + Declared.TwoNetworks, Declared.TwoNetworks.Replace("\"layers\":", typed + "\"layers\":", StringComparison.Ordinal)])
        {
            run.EditFile("models.json", text);
            Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(Steps.Read));
            Assert.All(run.Reasons(Steps.Plan), reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
            Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], run.Reasons(Steps.Source));
            Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(Steps.Diagnostics));
        }
    }

    [Theory]
    [InlineData("\"rate\": 0.5", "\"rate\": 0.25")]
    [InlineData("\"0\", \"1\"", "\"zero\", \"1\"")]
    [InlineData("\"learning_rate\": 0.001", "\"learning_rate\": 0.01")]
    public void An_edit_of_one_network_emits_that_one_anew(string before, string after)
    {
        var run = new GeneratorRun(("models.json", Declared.TwoNetworks));
        var old = run.Sources;
        run.EditFile("models.json", Declared.TwoNetworks.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], run.Reasons(Steps.Plan).Order());
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], run.Reasons(Steps.Source).Order());
        string[] changed = [.. run.Sources.Where(source => old[source.Key] != source.Value).Select(source => source.Key)];
        Assert.NotEmpty(changed);
        Assert.All(changed, name => Assert.StartsWith("CnnGen.Samples.Digits", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_that_is_added_or_removed_leaves_the_others()
    {
        string two = Declared.TwoNetworks;
        string one = two[..two.IndexOf("// Two outputs", StringComparison.Ordinal)] + "}}";
        var run = new GeneratorRun(("models.json", one));
        Assert.Equal(FilesOfANetwork, run.Sources.Count);
        run.EditFile("models.json", two);
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.Cached], run.Reasons(Steps.Source).Order());
        Assert.Equal(2 * FilesOfANetwork, run.Sources.Count);
        run.EditFile("models.json", one);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed], run.Reasons(Steps.Source).Order());
        Assert.Equal(FilesOfANetwork, run.Sources.Count);
    }

    [Fact]
    public void A_network_and_a_namespace_of_one_name_do_not_share_files()
    {
        static string File(string space, string name) => $$"""{ "namespace": "{{space}}", "models": { "{{name}}": { "input": { "shape": [1, 1, 2] }, "layers": [{ "type": "Flatten" }] } } }""";
        var run = new GeneratorRun(("a.models.json", File("T", "Net")), ("b.models.json", File("T.Net", "Cpu")));
        Assert.Equal(2 * FilesOfANetwork, run.Sources.Count);
    }

    [Fact]
    public void A_root_namespace_moves_the_networks_of_files_without_one()
    {
        var run = new GeneratorRun(("a.models.json", MarkedText.OfLayers("""{ "type": "Flatten" }""")), ("models.json", Declared.TwoNetworks));
        Assert.Contains("Tests.Net.g.cs", run.Sources.Keys);
        run.RootNamespace = "Other";
        Assert.DoesNotContain("Tests.Net.g.cs", run.Sources.Keys);
        Assert.Contains("namespace Other;", run.Sources["Other.Net.g.cs"], StringComparison.Ordinal);
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached],
            run.Reasons(Steps.Source).Order());
    }

    [Fact]
    public void An_edit_of_one_file_leaves_the_other()
    {
        string text = MarkedText.OfLayers("""{ "type": "Flatten" }""");
        var run = new GeneratorRun(("a.models.json", text), ("models.json", Declared.TwoNetworks));
        run.EditFile("a.models.json", text.Replace("Flatten", "MaxPooling2D", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], run.Reasons(Steps.Read).Order());
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached],
            run.Reasons(Steps.Source).Order());
    }

    [Fact]
    public void Text_that_moves_reports_again_at_its_new_place()
    {
        string broken = MarkedText.OfLayers("""{ "type": "Flaten" }""");
        var run = new GeneratorRun(("a.models.json", broken), ("models.json", Declared.TwoNetworks));
        Assert.StartsWith("CNN004 4:15", Declared.Message(Assert.Single(run.Diagnostics)));
        run.EditFile("a.models.json", "\n" + broken);
        Assert.StartsWith("CNN004 5:15", Declared.Message(Assert.Single(run.Diagnostics)));
        Assert.Equal("a.models.json", run.Diagnostics[0].Location.GetLineSpan().Path);
        Assert.All(run.Reasons(Steps.Source), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Other_files_are_not_read()
    {
        var run = new GeneratorRun(("settings.json", "{"), ("mymodels.json", "{"));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Reasons(Steps.Read));
    }

    [Fact]
    public void Two_networks_with_one_full_name_are_errors_at_both_places_and_are_not_planned()
    {
        string one = MarkedText.OfLayers("""{ "type": "Flatten" }""");
        var run = new GeneratorRun(("a.models.json", one), ("b.models.json", one.Replace("Net", "NET", StringComparison.Ordinal)), ("models.json", Declared.TwoNetworks));
        Assert.Equal(["CNN021 1:15", "CNN021 1:15"], run.Diagnostics.Select(found => Declared.Message(found)[..11]));
        Assert.Equal(["a.models.json", "b.models.json"], run.Diagnostics.Select(found => found.Location.GetLineSpan().Path).Order());
        Assert.Contains("found in a.models.json, b.models.json", run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(2, run.Reasons(Steps.Plan).Count);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("true", 0)]
    [InlineData("", 1)]
    [InlineData("false", 1)]
    public void A_project_known_to_refuse_pointers_is_told(string? allowUnsafeBlocks, int expected)
    {
        var run = new GeneratorRun(allowUnsafeBlocks, ("models.json", Declared.TwoNetworks));
        Assert.Equal(expected, run.Diagnostics.Count(found => found.Id == "CNN027"));
        Assert.Equal(expected, run.Diagnostics.Length);
    }

    [Fact]
    public void Code_for_GPUs_is_emitted_where_the_project_asks_for_it()
    {
        var run = new GeneratorRun(("models.json", Declared.TwoNetworks));
        Assert.DoesNotContain(run.Sources.Keys, name => name.Contains("Gpu", StringComparison.Ordinal));
        run.Gpu = "True";
        Assert.Equal(2, run.Sources.Keys.Count(name => name.EndsWith("-Gpu.g.cs", StringComparison.Ordinal)));
        Assert.Contains("IlgpuDevices.Register()", run.Sources["CnnGen.Gpu.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("BakedKernels", run.Sources["CnnGen.Gpu.g.cs"], StringComparison.Ordinal);
        run.BakeKernels = "true";
        Assert.All(run.Reasons(Steps.Source), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Contains("BakedKernels.Register(typeof(GpuRegistration).Assembly)", run.Sources["CnnGen.Gpu.g.cs"], StringComparison.Ordinal);
        run.EditCSharp("class Other;");
        Assert.All(run.Reasons(Steps.Source), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        run.Gpu = "false";
        Assert.DoesNotContain(run.Sources.Keys, name => name.Contains("Gpu", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_inside_is_told_and_ends_only_its_own_step()
    {
        var failed = Guarded.Run<string>("Net", () => throw new InvalidOperationException("first\r\nsecond"));
        Assert.Equal(new Guarded<string>("Net", null, "InvalidOperationException, first second"), failed);
        var file = CheckedFile.From(new ModelsFile("/x/models.json", ""), new Guarded<FileReading>("models.json", null, "Why"), new Guarded<BaseSet>("models.json", BaseSet.Empty, null));
        Assert.Equal(
            "CNN028 1:1 The generator failed on models.json: Why; this is a defect of CnnGen, please report it with the models.json that shows it",
            Declared.Message(file.Diagnostics.Single(), ""));
        Assert.Throws<OperationCanceledException>(() => Guarded.Run<string>("Net", () => throw new OperationCanceledException()));
    }

    [Fact]
    public void No_old_compilation_is_kept_alive()
    {
        var run = new GeneratorRun(("models.json", Declared.TwoNetworks));
        var old = Edited(run);
        run.EditCSharp("class Second;");
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(run);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Edited(GeneratorRun run)
    {
        run.EditCSharp("class First;");
        return new WeakReference(run.Compilation);
    }
}
