using System.Text;
using CnnGen.Import;
using CnnGen.Import.Onnx;
using CnnGen.Tool.Running;

namespace CnnGen.Conformance.Tests;

/// <summary>What an import looks like, and what is refused.</summary>
public sealed class ImportTests
{
    private static readonly OnnxImportOptions s_options = new() { Name = "Net" };

    [Fact]
    public void A_residual_block_keeps_its_names_and_moves_nothing()
    {
        var model = Model(
            [3, 8, 8], [10],
            [
                Node("conv1", "Conv", ["x", "w1"], "a", OnnxAttribute.Of("pads", [1, 1, 1, 1])), Node("bn1", "BatchNormalization", ["a", "s", "s", "s", "s"], "b"),
                Node("relu1", "Relu", ["b"], "c"), Node("add", "Add", ["c", "a"], "d"), Node("pool", "GlobalAveragePool", ["d"], "e"),
                Node("flat", "Flatten", ["e"], "f"), Node("fc", "Gemm", ["f", "w2", "b2"], "g", OnnxAttribute.Of("transB", 1L)), Node("prob", "Softmax", ["g"], "y"),
            ],
            [Weights("w1", 4, 3, 3, 3), Weights("s", 4), Weights("w2", 10, 4), Weights("b2", 10)]);
        Assert.Equal(
            """
            {
              "models": {
                // Imported from an ONNX model, opset 17.
                "Net": {
                  "input": { "shape": [8, 8, 3] },
                  "layers": [
                    { "type": "Conv2D", "name": "conv1", "filters": 4, "kernel_size": 3, "padding": "same", "use_bias": false },
                    { "type": "BatchNormalization", "name": "bn1", "epsilon": 1E-05 },
                    { "type": "Activation", "name": "relu1", "activation": "relu" },
                    { "type": "Add", "name": "add", "inputs": ["relu1", "conv1"] },
                    { "type": "GlobalAveragePooling2D", "name": "pool" },
                    { "type": "Dense", "name": "fc", "units": 10, "activation": "softmax" },
                  ],
                },
              },
            }

            """.ReplaceLineEndings("\n"), ModelsJson.Write(OnnxImporter.Import(model, s_options).Network));
    }

    [Fact]
    public void Rows_of_a_dense_layer_are_those_of_an_image_with_channels_last()
    {
        // Element c * 4 + p of the model, channels first, is p * 2 + c of the network.
        var weights = Enumerable.Range(0, 8).Select(i => (float)i).ToArray();
        var model = Model(
            [2, 2, 2], [1], [Node("up", "GlobalMaxPool", ["x"], "unused"), Node("flat", "Flatten", ["x"], "f"), Node("fc", "MatMul", ["f", "w"], "y")], [OnnxTensor.Of("w", [8, 1], weights)]);
        var dense = OnnxImporter.Import(model, s_options).Network.Layers[^1];
        Assert.Equal([0, 4, 1, 5, 2, 6, 3, 7], dense.Parameters.Single().Values.ToArray());
    }

    [Fact]
    public void A_shuffle_of_channels_is_one_layer()
    {
        var model = Model(
            [6, 2, 2], [6, 2, 2],
            [
                Node("pool", "MaxPool", ["x"], "p", OnnxAttribute.Of("kernel_shape", [1, 1])), Node("apart", "Reshape", ["p", "five"], "a"),
                Node("turn", "Transpose", ["a"], "t", OnnxAttribute.Of("perm", [0, 2, 1, 3, 4])), Node("together", "Reshape", ["t", "four"], "y"),
            ],
            [OnnxTensor.Of("five", [5], [1, 2, 3, 2, 2]), OnnxTensor.Of("four", [4], [1, 6, 2, 2])]);
        var network = OnnxImporter.Import(model, s_options).Network;
        Assert.Equal(["MaxPooling2D", "Reshape", "Permute", "Reshape"], network.Layers.Select(layer => layer.Type));
    }

    [Fact]
    public void What_CnnGen_exports_comes_back()
    {
        const string Text = """
            { "models": { "Two": {
              "input": { "shape": [9, 8, 3] },
              "layers": [{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" }, { "type": "Flatten" }],
              "heads": {
                "kind": { "layers": [{ "type": "Dense", "units": 3, "activation": "softmax" }] },
                "place": { "layers": [{ "type": "Dense", "units": 4 }], "kind": "bounding_box" } } } } }
            """;
        var graph = DeclaredNetworks.Read(Text, "models.json", "Roundtrip")[0];
        using var network = new CompiledNetworks([graph]).Create(graph);
        network.ResetWeights(seed: 3);
        using var stream = new MemoryStream();
        network.SaveOnnx(stream);
        var import = OnnxImporter.Import(OnnxModel.Parse(stream.ToArray(), "two"), new OnnxImportOptions { Name = "Two" });
        var back = ImportedRun.Declare(import);
        Assert.DoesNotContain(back.Layers, layer => layer.Attributes.Kind.Type == "Permute");
        using var copy = new CompiledNetworks([back]).Create(back);
        float[] image = [.. Enumerable.Range(0, network.Description.InputLength).Select(i => MathF.Sin(i))];
        var actual = ImportedRun.Predict(import, copy, image).SelectMany(output => output).ToArray();
        Assert.All(network.PredictMany(image).ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Licence_and_source_stand_in_the_weight_file()
    {
        var options = s_options with { Metadata = new Dictionary<string, string> { ["license"] = "MIT", ["source"] = "https://example.org" } };
        using var stream = new MemoryStream();
        ImportedFiles.WriteWeights(OnnxImporter.Import(Model([1, 2, 2], [1, 2, 2], [Node("r", "Relu", ["x"], "y")], []), options).Network, stream);
        var header = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("\"license\":\"MIT\"", header, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"https://example.org\"", header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ArgMax", "the operator ArgMax", "Node \"n\" (ArgMax, opset 17): found an operator that can't be imported; take it out of the model, or replace it by others.")]
    [InlineData("Conv", "invalid model", "Node \"n\" (Conv, opset 17): found a kernel of 4; one axis for each axis of the image is expected.")]
    [InlineData("Unsqueeze", "acts on axis 0", "Node \"n\" (Unsqueeze, opset 17): found an operation along axis 0, the batch")]
    public void An_error_names_node_operator_and_opset_and_what_to_do(string operation, string reason, string message)
    {
        var constant = operation == "Unsqueeze" ? OnnxTensor.Of("c", [1], [0L]) : Weights("c", 4);
        var exception = Assert.Throws<ImportException>(() => OnnxImporter.Import(Model([3, 4, 4], [1], [Node("n", operation, ["x", "c"], "y")], [constant]), s_options));
        Assert.Equal(reason, exception.Reason);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    private static OnnxTensor Weights(string name, params long[] shape) => TestModels.Weights(name, shape);

    private static OnnxNode Node(string name, string operation, string[] inputs, string output, params OnnxAttribute[] attributes) => TestModels.Node(name, operation, inputs, output, attributes);

    private static OnnxModel Model(long[] input, long[] output, OnnxNode[] nodes, OnnxTensor[] constants) => TestModels.Model(input, output, nodes, constants);
}
