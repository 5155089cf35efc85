using System.Runtime.CompilerServices;
using CnnGen.Import;
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
        var import = OnnxImporter.Import(OnnxModel.Load(Path.Combine(folder, "model.onnx")), new OnnxImportOptions { Name = "Mnist8" });
        AssertExample(import);
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

        Exported.AgreesWithOnnxRuntime(network);
    }

    /// <summary>The logits stored beside it come from weights of 32 bits: those of 16 bits come to within 0.75 of up to 317.</summary>
    [Fact]
    public void SqueezeNet_sees_the_cat()
    {
        var import = OnnxImporter.Import(SqueezeNetFiles.Model(), new OnnxImportOptions { Name = "SqueezeNet11" });
        AssertExample(import);
        var graph = ImportedRun.Declare(import);
        using var network = new CompiledNetworks([graph]).Create(graph);
        var expected = SqueezeNetFiles.Reference("cat_output.bin");
        var actual = ImportedRun.Predict(import, network, SqueezeNetFiles.Reference("cat_input_nchw.bin")).Single();
        Assert.Equal(TopFive(expected), TopFive(actual));
        Assert.Equal([281, 282, 285, 83, 330], TopFive(actual));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.75f));
        Exported.AgreesWithOnnxRuntime(network);
    }

    /// <summary>What the import writes is an example in samples/Pretrained.</summary>
    private static void AssertExample(OnnxImport import, [CallerFilePath] string file = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "samples", "Pretrained", import.Network.Name + ".models.json");
        var text = ModelsJson.Write(import.Network);
        if (Environment.GetEnvironmentVariable("CNNGEN_ACCEPT_SNAPSHOTS") is not null)
            File.WriteAllText(path, text);
        Assert.Equal(text, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static int[] TopFive(float[] logits) => [.. Enumerable.Range(0, logits.Length).OrderByDescending(i => logits[i]).Take(5)];
}
