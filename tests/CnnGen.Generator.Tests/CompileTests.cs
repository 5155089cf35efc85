using CnnGen.Generator.Tests.Snapshots;

namespace CnnGen.Generator.Tests;

/// <summary>Emitted code compiles without a warning, whatever the project that it comes into says.</summary>
public sealed class CompileTests
{
    [Fact]
    public void Networks_compile_without_a_warning() =>
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(EmittedCode.Files(SnapshotNetworks.Together).Concat(EmittedCode.Files(Declared.RootModels)))));

    [Fact]
    public void Networks_compile_where_arithmetic_is_checked() =>
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(EmittedCode.Files(SnapshotNetworks.Together), checkOverflow: true)));

    [Fact]
    public void Namespaces_and_networks_named_as_what_the_code_uses_disturb_nothing()
    {
        string[] namespaces = ["System", "CnnGen", "CnnGen.System", "Block.CnnGen", "Tests"];
        string[] names = ["Conv2D", "Dense", "String", "Object", "Softmax", "Dropout", "Losses", "WeightTensor", "OutputA", "Float", "AsSpan"];
        string Named(string space, string name) => $$"""
            { "namespace": "{{space}}", "models": { "{{name}}": { "input": { "shape": [1, 1, 2] }, "layers": [{ "type": "Flatten" }, { "type": "Dropout", "rate": 0.5 },
              { "type": "Dense", "name": "a", "units": 2, "activation": "softmax", "labels": ["class", "{{name}}"] }], "compile": { "loss": "sparse_categorical_crossentropy" } } } }
            """;
        var files = namespaces.Select(space => Named(space, "Small")).Concat(names.Select(name => Named("Tests", name))).SelectMany(text => EmittedCode.Files(text));
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(files)));
    }

    [Theory]
    [InlineData("Vector256")]
    [InlineData("Simd512")]
    [InlineData("MethodImpl")]
    public void Names_that_the_code_uses_unqualified_are_refused(string name)
    {
        string text = MarkedText.OfLayers("""{ "type": "Flatten" }""").Replace("\"Net\"", $"\"{name}\"", StringComparison.Ordinal);
        Assert.StartsWith("CNN014", Assert.Single(Declared.Messages(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Odd_labels_compile()
    {
        const string labels = """ "class", "class", "Class", "a\"b", "\\", "\ud83d\ude00", "1", "_1", "this is long", "ToString", "None", "@", "\u00df", "//", "{x}", "</summary>", "&amp;" """;
        string text = MarkedText.OfLayers($$"""{ "type": "Flatten" }, { "type": "Dense", "units": 17, "activation": "softmax", "labels": [{{labels}}] }""");
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(EmittedCode.Files(text))));
    }
}
