namespace CnnGen.Onnx.Tests.Codec;

/// <summary>The files of the ONNX project: small cases of every operator, and whole networks.</summary>
public sealed class OnnxProjectTests
{
    /// <summary>Convolutions and matrix products as the networks' papers count them; the last column is what else is told apart.</summary>
    [Theory]
    [InlineData("bvlc_alexnet", 5, 3, "LRN", 2)]
    [InlineData("densenet121", 121, 0, "Concat", 58)]
    [InlineData("inception_v1", 57, 1, "Concat", 9)]
    [InlineData("inception_v2", 69, 1, "BatchNormalization", 69)]
    [InlineData("resnet50", 53, 1, "BatchNormalization", 53)]
    [InlineData("shufflenet", 49, 1, "Transpose", 16)]
    [InlineData("squeezenet", 26, 0, "Concat", 8)]
    [InlineData("vgg19", 16, 3, "MaxPool", 5)]
    [InlineData("zfnet512", 5, 3, "LRN", 2)]
    public void A_whole_network_has_the_layers_of_its_paper(string name, int convolutions, int products, string operation, int count)
    {
        var model = OnnxModel.Load(Path.Combine(OnnxData.Folder("light"), $"light_{name}.onnx"));
        int Count(string type) => model.Graph.Nodes.Count(node => node.OpType == type);
        Assert.Equal((convolutions, products, count), (Count("Conv"), Count("Gemm"), Count(operation)));
        Assert.Equal(RoundTrip.Of(model), RoundTrip.Of(OnnxModel.Parse(RoundTrip.Of(model), name)));
    }

    [Fact]
    public void Every_case_is_read_and_its_inputs_and_outputs_fit_its_tensors()
    {
        var models = Directory.GetFiles(OnnxData.Folder("node"), "model.onnx", SearchOption.AllDirectories);
        Assert.NotEmpty(models);
        foreach (var path in models)
        {
            var model = OnnxModel.Load(path);
            Assert.NotEmpty(model.Graph.Nodes);
            Assert.All(model.Graph.Nodes, node => Assert.NotEmpty(node.OpType));
            Fits(path, "input", model.Graph.Inputs);
            Fits(path, "output", model.Graph.Outputs);
        }
    }

    /// <summary>ONNX Runtime finds the inputs, outputs and producer that the codec finds; what it can't load is of operators that it lacks.</summary>
    [Fact]
    public void Cases_have_the_inputs_and_outputs_that_ONNX_Runtime_finds()
    {
        Oracle.Require();
        var compared = 0;
        foreach (var path in Directory.GetFiles(OnnxData.Folder("node"), "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where((_, i) => i % 8 == 0))
        {
            Microsoft.ML.OnnxRuntime.InferenceSession session;
            try
            {
                session = Oracle.Open(File.ReadAllBytes(path));
            }
            catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
            {
                continue;
            }

            using (session)
            {
                var model = OnnxModel.Load(path);
                Assert.Equal(session.ModelMetadata.ProducerName, model.ProducerName);
                Assert.Equal(session.InputNames.Order(), model.Graph.Inputs.Select(input => input.Name).Order());
                Assert.Equal(session.OutputNames.Order(), model.Graph.Outputs.Select(output => output.Name).Order());
                compared++;
            }
        }

        Assert.InRange(compared, 60, 100);
    }

    private static void Fits(string path, string side, IReadOnlyList<OnnxValueInfo> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var file = Path.Combine(Path.GetDirectoryName(path)!, "test_data_set_0", $"{side}_{i}.pb");
            if (values[i].Kind != OnnxValueKind.Tensor || !File.Exists(file))
                continue;
            var tensor = OnnxTensor.Load(file);
            Assert.Equal(values[i].ElementType, tensor.ElementType);
            if (values[i].Shape is { } shape)
            {
                Assert.Equal(shape.Count, tensor.Shape.Count);
                Assert.All(shape.Zip(tensor.Shape), pair => Assert.True(pair.First.Value is null || pair.First.Value == pair.Second, $"{file}: {pair}"));
            }
        }
    }
}
