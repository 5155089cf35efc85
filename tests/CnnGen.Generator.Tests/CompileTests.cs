using CnnGen.Generator.Tests.Snapshots;

namespace CnnGen.Generator.Tests;

/// <summary>Emitted code compiles without a warning, whatever the project that it comes into says.</summary>
public sealed class CompileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Networks_compile_without_a_warning(bool checkOverflow)
    {
        var files = EmittedCode.Files(SnapshotNetworks.File).Concat(EmittedCode.Files(Declared.RootModels));
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(files, checkOverflow)));
    }

    [Fact]
    public void A_namespace_that_is_a_word_of_the_framework_or_of_the_runtime_disturbs_nothing()
    {
        foreach (string name in (string[])["System", "CnnGen", "CnnGen.System", "Vector256", "Block.CnnGen"])
        {
            string text = $$"""{ "namespace": "{{name}}", {{SnapshotNetworks.File[(SnapshotNetworks.File.IndexOf(',', StringComparison.Ordinal) + 1)..]}}""";
            var files = EmittedCode.Files(text).Where(file => file.Name.StartsWith(name + ".DualHead", StringComparison.Ordinal)).ToList();
            Assert.Equal(5, files.Count);
            Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(files)));
        }
    }

    [Fact]
    public void Networks_named_as_kinds_and_types_compile()
    {
        string[] names = ["Conv2D", "Dense", "String", "Object", "Vector256", "Softmax", "Dropout", "System", "CnnGen", "Simd256", "Losses", "WeightTensor", "MethodImpl", "OutputA"];
        string networks = string.Join(",\n", names.Select(name => $$"""
            "{{name}}": { "input": { "shape": [1, 1, 2] }, "layers": [{ "type": "Flatten" }, { "type": "Dropout", "rate": 0.5 },
              { "type": "Dense", "name": "a", "units": 2, "activation": "softmax", "labels": ["class", "{{name}}"] }], "compile": { "loss": "sparse_categorical_crossentropy" } }
            """));
        foreach (string name in names)
        {
            var files = EmittedCode.Files($$"""{ "models": { {{networks}} } }""").Where(file => file.Name.StartsWith($"Tests.{name}.", StringComparison.Ordinal)).ToList();
            Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(files)));
        }
    }

    [Fact]
    public void Odd_labels_compile()
    {
        const string labels = """ "class", "class", "Class", "a\"b", "\\", "\ud83d\ude00", "1", "_1", "this is long", "ToString", "None", "@", "\u00df", "//", "{x}", "</summary>", "&amp;" """;
        string text = MarkedText.OfLayers($$"""{ "type": "Flatten" }, { "type": "Dense", "units": 17, "activation": "softmax", "labels": [{{labels}}] }""");
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(EmittedCode.Files(text))));
    }
}
