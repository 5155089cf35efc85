using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CnnGen.Generator.Tests;

/// <summary>Networks at the limits: what is too large is an error, and what is accepted is planned, emitted and compiled to methods that the JIT optimizes.</summary>
public sealed class LimitTests(ITestOutputHelper output)
{
    /// <summary>The JIT stops optimizing methods of more than 60,000 bytes of IL.</summary>
    private const int LongestMethod = 40_000;

    private const string Mse = """, "compile": { "loss": "mse" }""";

    public static TheoryData<string, string> TooLarge => new()
    {
        { Image("30000, 30000, 1", """{ "type": "Conv2D", "filters": 1, "kernel_size": 3 }"""), "The memory of Net has 2699760008 elements; expected at most 268435456 for one image with all activations, their borders and gradients" },
        { Image("2, 2, 1", """{ "type": "Conv2D", "filters": 60000, "kernel_size": [4096, 1], "padding": "same" }, { "type": "Conv2D", "filters": 1, "kernel_size": [4096, 1], "padding": "same" }"""), "The memory of Net has" },
        { Image("8, 8, 3", """{ "type": "Conv2D", "filters": 1, "kernel_size": 65, "padding": "same" }"""), "The window of a Conv2D layer has 4225 elements; expected at most 4096 for height times width" },
        { Image("65535, 1, 1", """{ "type": "Conv2D", "filters": 1, "kernel_size": [65535, 1] }"""), "The window of a Conv2D layer has 65535 elements" },
        { Image("8, 8, 3", """{ "type": "DepthwiseConv2D", "kernel_size": 65, "padding": "same" }"""), "The window of a DepthwiseConv2D layer has 4225 elements" },
        { Image("8, 8, 3", """{ "type": "Conv2D", "filters": 1, "kernel_size": 3, "dilation_rate": 65535, "padding": "same" }"""), "The memory of Net has" },
        { Image("60, 60, 3", """{ "type": "SeparableConv2D", "filters": 1, "kernel_size": 1, "depth_multiplier": 500000 }"""), "The memory of Net has" },
        { Image("8, 8, 3", """{ "type": "Flatten" }, { "type": "Dense", "units": 11000000 }"""), "The weights of Net has 2123000000 elements; expected at most 536870912 for all layers together" },
        { Image("8, 8, 3", """{ "type": "Conv2D", "filters": 65536, "kernel_size": 1 }, { "type": "Conv2D", "filters": 32000, "kernel_size": 1 }"""), "The weights of Net has" },
        { Image("16000, 16000, 1", """{ "type": "Activation", "activation": "relu" }, { "type": "Activation", "activation": "relu" }"""), "The memory of Net has" },
    };

    public static TheoryData<string> Large => new()
    {
        Image("256, 256, 2", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "groups": 2, "dilation_rate": 90, "strides": 100, "padding": 100 }"""),
        Image("32, 32, 67", """{ "type": "Conv2D", "filters": 67, "kernel_size": 1 }, { "type": "DepthwiseConv2D", "kernel_size": 31, "padding": "same", "depth_multiplier": 3 }"""),
        Image("9, 9, 60", """{ "type": "Conv2D", "filters": 60, "kernel_size": 1 }, { "type": "Conv2D", "filters": 90, "groups": 30, "kernel_size": [3, 40], "padding": "same", "activation": "tanh" }"""),
        Image("3, 3, 5", """{ "type": "Conv2D", "filters": 5, "kernel_size": 1 }, { "type": "Conv2DTranspose", "filters": 3, "kernel_size": 32, "strides": 32, "activation": "tanh" }"""),
        Image("3, 3, 5", """{ "type": "Conv2D", "filters": 5, "kernel_size": 1 }, { "type": "Conv2DTranspose", "filters": 3, "kernel_size": 2, "strides": 500 }"""),
        Image("8, 8, 3", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "MaxPooling2D", "pool_size": 65535, "strides": 65535, "padding": "same" }"""),
        Image("64, 64, 3", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "MaxPooling2D", "pool_size": 63, "strides": 1, "padding": "same" }"""),
        Image("2, 2, 3", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 2, "kernel_size": 64, "padding": "same", "strides": 65535 }"""),
        Image("256, 256, 2", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 2, "kernel_size": 1, "strides": 100 }"""),
        Image("64, 64, 2", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 2, "kernel_size": 32, "strides": 32 }"""),
        Image("51, 63, 65535", """{ "type": "Conv2D", "filters": 1, "kernel_size": 51 }"""),
        Image("4096, 1, 1", """{ "type": "Conv2D", "filters": 1, "kernel_size": 1 }, { "type": "Conv2D", "filters": 1, "kernel_size": [4096, 1] }"""),
        Image("2, 3, 2", """{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 1000000, "kernel_size": 2, "strides": 65535, "padding": "same" }"""),
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void Networks_that_no_plan_can_address_are_refused(string text, string expected)
    {
        string found = Assert.Single(Declared.Messages(text));
        Assert.StartsWith("CNN024 ", found, StringComparison.Ordinal);
        Assert.Contains(expected, found, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void Large_networks_give_little_code(string text)
    {
        var files = EmittedCode.Files(text);
        Assert.True(files.Sum(file => file.Text.Length) < 3_000_000, $"{files.Sum(file => file.Text.Length)} characters");
        AssertKernelsAreShort(files);
    }

    [Theory]
    [InlineData("14, 14, 64", """{ "type": "Conv2D", "filters": 64, "kernel_size": 1 }, { "type": "Conv2D", "filters": 512, "kernel_size": 7 }""")]
    [InlineData("15, 13, 61", """{ "type": "Conv2D", "filters": 59, "kernel_size": 1 }, { "type": "Conv2D", "filters": 253, "kernel_size": 5, "padding": "same", "strides": 2, "activation": "tanh" }""")]
    [InlineData("1, 1, 4096", """{ "type": "Flatten" }, { "type": "Dense", "units": 4095, "activation": "sigmoid" }, { "type": "Dense", "units": 4093 }""")]
    [InlineData("64, 64, 61", """{ "type": "Conv2D", "filters": 61, "kernel_size": 1 }, { "type": "MaxPooling2D", "pool_size": 8 }""")]
    [InlineData("64, 64, 61", """{ "type": "Conv2D", "filters": 61, "kernel_size": 1 }, { "type": "MaxPooling2D", "pool_size": [14, 14] }""")]
    [InlineData("64, 64, 61", """{ "type": "Conv2D", "filters": 61, "kernel_size": 1 }, { "type": "MaxPooling2D", "pool_size": 4, "strides": 1, "padding": "same" }""")]
    [InlineData("64, 64, 61", """{ "type": "Conv2D", "filters": 61, "kernel_size": 1 }, { "type": "MaxPooling2D", "pool_size": 32 }""")]
    public void Kernels_are_short_enough_to_be_optimized(string shape, string layers) => AssertKernelsAreShort(EmittedCode.Files(Image(shape, layers)));

    [Fact]
    public void A_deep_network_is_generated_in_no_time()
    {
        string text = Image("64, 64, 3", Deep(100));
        EmittedCode.Files(text);
        var watch = Stopwatch.StartNew();
        var files = EmittedCode.Files(text);
        output.WriteLine($"100 layers, warm: {watch.ElapsedMilliseconds} ms, {files.Sum(file => file.Text.Length) / 1000} thousand characters");

        watch.Restart();
        files = EmittedCode.Files(Image("64, 64, 3", Deep(300)));
        output.WriteLine($"300 layers: {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void Very_many_layers_heads_and_labels_are_quick()
    {
        static string Join(int count, Func<string, string> piece) => string.Join(", ", Enumerable.Range(0, count).Select(i => piece(i.ToString(CultureInfo.InvariantCulture))));
        AssertQuick(Image("1, 1, 2", """{ "type": "Flatten" }, """ + Join(400, _ => """{ "type": "Dense", "units": 2 }""")));
        AssertQuick(MarkedText.OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "units": 10000, "activation": "softmax", "labels": [""" + Join(10_000, i => $"\"label {i}\"") + "] }"), compile: false);
        AssertQuick(MarkedText.OfLayers(
            """{ "type": "Flatten" }""",
            $$""", "heads": { {{Join(100, i => $$"""{{'"'}}h{{i}}": { "layers": [{ "type": "Dense", "units": 3 }] }""")}} }, "compile": { "loss": [{{Join(100, _ => "\"mse\"")}}] }"""));
    }

    private void AssertQuick(string text, bool compile = true)
    {
        var watch = Stopwatch.StartNew();
        var files = EmittedCode.Files(text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
        output.WriteLine($"{watch.ElapsedMilliseconds} ms, {files.Sum(file => file.Text.Length) / 1000} thousand characters");
        if (compile) Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(files)));
    }

    /// <summary>Convolutions that all differ, with a pooling now and then.</summary>
    private static string Deep(int layers) => string.Join(", ", Enumerable.Range(0, layers).Select(i => i % 60 == 59
        ? """{ "type": "MaxPooling2D" }"""
        : $$"""{ "type": "Conv2D", "filters": {{(i % 50) + 3}}, "kernel_size": 3, "padding": "same", "activation": "relu" }"""));

    private void AssertKernelsAreShort(IReadOnlyList<(string Name, string Text)> files)
    {
        using var image = new MemoryStream();
        var emitted = EmittedCode.Compile(files, checkOverflow: true).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        using var file = new PEReader(image);
        var metadata = file.GetMetadataReader();
        var lengths = metadata.MethodDefinitions
            .Select(metadata.GetMethodDefinition)
            .Where(method => metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name).StartsWith("Simd", StringComparison.Ordinal))
            .Select(method => (Length: file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length, Name: metadata.GetString(method.Name)))
            .Where(method => method.Name is not ("Predict" or "Evaluate" or "Train"))
            .OrderDescending()
            .ToList();
        output.WriteLine($"{lengths[0].Length} bytes: {lengths[0].Name}");
        Assert.True(lengths[0].Length < LongestMethod, $"{lengths[0].Name} has {lengths[0].Length} bytes of IL.");
    }

    private static string Image(string shape, string layers) =>
        $$"""{ "models": { "Net": { "input": { "shape": [{{shape}}] }, "layers": [{{layers}}]{{Mse}} } } }""";
}
