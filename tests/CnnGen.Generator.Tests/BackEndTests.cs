using System.Globalization;

namespace CnnGen.Generator.Tests;

/// <summary>Whatever the front end accepts is planned and emitted.</summary>
public sealed class BackEndTests
{
    public static TheoryData<string> Odd => new()
    {
        MarkedText.OfLayers("""{ "type": "Flatten" }"""),
        MarkedText.OfLayers("""{ "type": "Dropout", "rate": 0 }"""),
        MarkedText.OfLayers("""{ "type": "MaxPooling2D" }"""),
        MarkedText.OfLayers("""{ "type": "Conv2D", "filters": 1, "kernel_size": [8, 1], "strides": [1, 3], "use_bias": false, "activation": "softmax", "kind": "values" }"""),
        MarkedText.OfLayers("""{ "type": "Activation", "activation": "softmax" }, { "type": "Flatten" }, { "type": "Flatten" }, { "type": "Activation", "activation": "sigmoid" }"""),
        MarkedText.OfLayers("""{ "type": "MaxPooling2D", "pool_size": 3, "strides": 1, "padding": "same" }, { "type": "Dropout", "rate": 0.5 }, { "type": "Flatten" }"""),
        MarkedText.OfLayers("""{ "type": "Conv2D", "filters": 2, "kernel_size": 50, "padding": "same", "strides": 7 }"""),
        MarkedText.OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "units": 1, "activation": "sigmoid", "labels": ["a", "b"] }"""),
        MarkedText.OfLayers("""{ "type": "Flatten", "name": "output" }, { "type": "Dense", "name": "predict", "units": 2, "use_bias": false }"""),
        MarkedText.OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "name": "x/\u0062.c-d", "units": 2 }"""),
        MarkedText.OfLayers("""{ "type": "Flatten" }""", """, "compile": { "loss": "mse", "metrics": "mse" }"""),
        MarkedText.OfLayers("""{ "type": "Dropout", "rate": 0.5 }, { "type": "Flatten" }""", """, "compile": { "loss": "mse" }"""),
        MarkedText.OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "units": 2780000 }"""),
        MarkedText.OfLayers("""{ "type": "Flatten" }, { "type": "Dense", "units": 3, "activation": "softmax", "labels": ["*/ <b>&\"\\", "?", "{0}"] }"""),
        MarkedText.OfLayers("""{ "type": "Conv2D", "filters": 65536, "kernel_size": 1 }, { "type": "Conv2D", "filters": 8000, "kernel_size": 1 }"""),
        """{ "models": { "Net": { "input": { "shape": [11000, 11000, 1] }, "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": 3 }] } } }""",
        """{ "models": { "Net": { "input": { "shape": [1, 1, 1] }, "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": 1 }] } } }""",
        """{ "models": { "Net": { "input": { "shape": [1, 1, 65535], "scale": 1e-30 }, "layers": [{ "type": "Flatten" }, { "type": "Dense", "units": 17 }] } } }""",
        MarkedText.OfHeads(""" "compile": { "optimizer": "sgd", "loss": ["sparse_categorical_crossentropy", "mse"] }"""),
        MarkedText.OfLayers(
            """{ "type": "Conv2D", "filters": 3, "kernel_size": 3, "name": "features" }, { "type": "Flatten" }""",
            """
            , "heads": {
              "map": { "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": 1, "inputs": ["features"] }] },
              "raw": { "layers": [{ "type": "Flatten", "inputs": ["input"] }] },
              "vector": { "layers": [{ "type": "Dense", "units": 4 }] }
            }, "compile": { "loss": ["mse", "mse", "mse"] }
            """),
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_networks(string text)
    {
        var files = BackEnd.Emit(BackEnd.Plan(Declared.Graphs(text).Single(), gpu: true)).ToList();
        Assert.NotEmpty(files);
        Assert.Equal(files.Count, files.Select(file => file.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, file => Assert.DoesNotContain('\r', file.Text));
    }

    /// <summary>Names that a generated class has members of, or that C# has uses for.</summary>
    [Fact]
    public void Odd_names_become_code_that_compiles_without_a_warning()
    {
        string[] names =
        [
            "predict", "output", "weights", "layer", "summary", "to_string", "get_type", "device", "kernel", "class", "int", "this", "network", "block",
            "system", "input_2", "a-b", "a_b", "label", "odd_label", "odd", "x", "x_weights", "weight_set", "batch_output", "float", "output_label", "at",
        ];
        string layers = string.Join(",\n", names.Select(name => $$"""{ "type": "Dense", "units": 2, "name": "{{name}}" }"""));
        string heads = string.Join(",\n", names.Where(name => name.All(c => char.IsLetterOrDigit(c) || c == '_')).Select((name, i) =>
            $$"""
            "{{name}}": { "layers": [{ "type": "Dense", "name": "h{{i.ToString(CultureInfo.InvariantCulture)}}", "units": 2, "activation": "softmax" }], "labels": ["{{name}}", "*/ <b>&\"\\ {0}"] }
            """));
        string text = $$"""
            { "models": { "Odd": { "input": { "shape": [1, 1, 2] }, "layers": [{ "type": "Flatten" }, {{layers}}], "heads": { {{heads}} } } } }
            """;
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(EmittedCode.Files(text))));
    }
}
