using CnnGen.Import.Onnx;
using CnnGen.Onnx.Tests;
using CnnGen.Tool.Running;

namespace CnnGen.Conformance.Tests;

/// <summary>Networks with trained weights.</summary>
public sealed class PretrainedTests
{
    /// <summary>The digit network of the ONNX model zoo: biases are additions, and its dense layer stands behind a flattened image.</summary>
    [Fact]
    public void Mnist_8_gives_its_stored_outputs()
    {
        var folder = OnnxData.Pretrained("mnist-onnx");
        var import = OnnxImporter.Import(OnnxModel.Load(Path.Combine(folder, "model.onnx")), new OnnxImportOptions { Name = "Mnist" });
        var graph = ImportedRun.Declare(import);
        Assert.Equal(["Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Flatten", "Dense"], graph.Layers.Select(layer => layer.Attributes.Kind.Type));
        using var network = new CompiledNetworks([graph]).Create(graph);
        for (var set = 0; set < 3; set++)
        {
            var input = OnnxTensor.Load(Path.Combine(folder, $"test_data_set_{set}", "input_0.pb")).ToSingles();
            var expected = OnnxTensor.Load(Path.Combine(folder, $"test_data_set_{set}", "output_0.pb")).ToSingles();
            var actual = ImportedRun.Predict(import, network, input).Single();
            Assert.True(expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() <= 1e-4 * expected.Max(Math.Abs));
        }
    }
}
