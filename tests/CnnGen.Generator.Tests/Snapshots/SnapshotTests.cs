using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Tests.Snapshots;

/// <summary>What is emitted, as files to read and to review.</summary>
public sealed class SnapshotTests
{
    private static readonly ILookup<string, (string File, string Text)> s_emitted = Declared.Graphs(SnapshotNetworks.Together)
        .SelectMany(graph => BackEnd.Emit(BackEnd.Plan(graph, gpu: true)).Select(file => (graph.Name, file.HintName, file.Text)))
        .ToLookup(file => file.Name, file => (file.HintName["Tests.".Length..^".g.cs".Length].Replace('-', '.'), file.Text));

    // Products, sums over a batch, windows: what kernels for GPUs are made of. All kinds are emitted for them.
    private static readonly string[] s_shownForGpus = ["BatchNormalization", "Conv2D", "Dense", "MaxPooling2D"];

    /// <summary>One width shows the code; all three are shown for one kind.</summary>
    public static TheoryData<string> Files => [.. s_emitted.SelectMany(network => network).Select(file => file.File).Where(IsShown)];

    private static bool IsShown(string file) => file.Split('.') is [var kind, var what]
        ? what switch { "Gpu" => s_shownForGpus.Contains(kind), "Simd512" or "Simd128" => kind == "Conv2D", _ => true }
        : true;

    [Theory]
    [MemberData(nameof(Files))]
    public void Emitted(string file) => Snapshot.Match(nameof(Emitted), file, s_emitted[file.Split('.')[0]].Single(emitted => emitted.File == file).Text);

    [Fact]
    public void No_snapshot_is_left_of_a_network_that_is_gone()
    {
        string folder = Path.Combine(Declared.Root, "tests", "CnnGen.Generator.Tests", "Snapshots");
        var expected = Files.Select(row => $"Emitted.{row.Data}.verified.cs");
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.verified.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_kind_has_a_snapshot_a_layer_case_a_schema_entry_and_documentation()
    {
        string cases = string.Concat(
            Directory.GetFiles(Path.Combine(Declared.Root, "tests", "CnnGen.Layers.Tests"), "*Cases.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string schema = File.ReadAllText(Path.Combine(Declared.Root, "models.schema.json"));
        string documentation = File.ReadAllText(Path.Combine(Declared.Root, "docs", "models-json.md"));
        Assert.All(LayerKinds.Types, type =>
        {
            Assert.Contains($"\"type\": \"{type}\"", SnapshotNetworks.All[type], StringComparison.Ordinal);
            Assert.Contains($"\"type\": \"{type}\"", cases, StringComparison.Ordinal);
            Assert.Contains($"\"{type}\": {{", schema, StringComparison.Ordinal);
            Assert.Contains(type, documentation, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Text_that_differs_fails_with_the_place_and_leaves_what_it_got()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            void Match(string text, bool accept = false) => Snapshot.Match(folder.FullName, "Test.Case", text, accept);
            string received = Path.Combine(folder.FullName, "Test.Case.received.cs");
            Assert.StartsWith("There is no snapshot.", Assert.ThrowsAny<Exception>(() => Match("a\nb\n")).Message);
            Match("a\nb\n", accept: true);
            Assert.False(File.Exists(received));
            Match("a\nb\n");
            Assert.StartsWith("Line 2 differs.\n- b\n+ c\n", Assert.ThrowsAny<Exception>(() => Match("a\nc\n")).Message);
            Assert.Equal("a\nc\n", File.ReadAllText(received));
            Assert.StartsWith("Line 4 differs.\n- (the end)\n+ \n", Assert.ThrowsAny<Exception>(() => Match("a\nb\n\n")).Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
