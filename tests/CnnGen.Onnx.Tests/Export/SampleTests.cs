using CnnGen.Onnx.Tests.Codec;
using CnnGen.Runtime.Tests.Data;
using CnnGen.Samples;

namespace CnnGen.Onnx.Tests.Export;

/// <summary>The networks of the root models.json.</summary>
public sealed class SampleTests
{
    [Fact]
    public void Digits_agrees_with_ONNX_Runtime()
    {
        using var network = new Digits();
        Exported.Randomize(network);
        Exported.AgreesWithOnnxRuntime(network);
    }

    [Fact]
    public void Locator_agrees_with_ONNX_Runtime()
    {
        using var network = new Locator();
        Exported.Randomize(network);
        Exported.AgreesWithOnnxRuntime(network);
    }

    [Fact]
    public void An_image_of_one_channel_is_reshaped_and_nothing_else_is_moved()
    {
        using var network = new Digits();
        var graph = Exported.Model(network).Graph;
        Assert.Equal(["Reshape", "Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Softmax"], graph.Nodes.Select(node => node.OpType));
        Assert.Equal(["N", "28", "28", "1"], graph.Inputs.Single().Shape!.Select(dimension => dimension.ToString()));
        Assert.Equal(["N", "10"], graph.Outputs.Single().Shape!.Select(dimension => dimension.ToString()));
    }

    [Fact]
    public void An_image_of_several_channels_is_transposed_once_or_taken_as_it_is()
    {
        using var network = new Locator();
        string[] nodes = [.. Exported.Model(network).Graph.Nodes.Select(node => node.OpType)];
        Assert.Equal("Transpose", nodes[0]);
        var graph = Exported.Model(network, new OnnxExportOptions { ChannelsFirst = true }).Graph;
        Assert.Equal(nodes[1..], graph.Nodes.Select(node => node.OpType));
        Assert.Equal(["N", "3", "64", "64"], graph.Inputs.Single().Shape!.Select(dimension => dimension.ToString()));
    }

    [Fact]
    public void Nodes_tensors_and_weights_have_the_names_of_layers_heads_and_parameters()
    {
        using var network = new Locator();
        var graph = Exported.Model(network).Graph;
        Assert.Equal("input", graph.Inputs.Single().Name);
        Assert.Equal(["class_output", "loc_output"], graph.Outputs.Select(output => output.Name));
        Assert.Equal(
            ["input/channels_first", "conv2d_1", "conv2d_1/relu", "conv2d_2"], graph.Nodes.Take(4).Select(node => node.Name));
        Assert.Equal("conv2d_1", graph.Nodes[2].Outputs.Single());
        // Names with a slash are those of constants, such as the shape that a Reshape asks for.
        var weights = graph.Initializers.Select(tensor => tensor.Name).Where(name => !name.Contains('/'));
        Assert.Equal(network.Description.Parameters.Select(parameter => parameter.Name).Order(), weights.Order());
    }

    [Fact]
    public void What_ONNX_has_no_place_for_is_metadata()
    {
        using var network = new Locator();
        var model = Exported.Model(network);
        var metadata = model.Metadata.ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal(("CnnGen", "0.1.0", 17L), (model.ProducerName, model.ProducerVersion, model.OpsetVersion));
        Assert.Equal("Locator", metadata["cnngen.network"]);
        Assert.Equal(network.Description.SpecHash, metadata["cnngen.spec_hash"]);
        Assert.Equal(("NHWC", "0.007843138", "-1"), (metadata["input.layout"], metadata["input.scale"], metadata["input.offset"]));
        Assert.Equal(("classes", """["circle","square","triangle"]"""), (metadata["output.class_output.kind"], metadata["output.class_output.labels"]));
        Assert.Equal("bounding_box", metadata["output.loc_output.kind"]);
    }

    [Fact]
    public void A_kernel_is_written_as_output_input_height_width()
    {
        using var network = new Locator();
        Exported.Randomize(network);
        var kernel = network.Weights.Conv2D2.Kernel;
        var exported = Exported.Model(network).Graph.Initializers.Single(tensor => tensor.Name == "conv2d_2.kernel");
        Assert.Equal([32, 16, 3, 3], exported.Shape);
        Assert.Equal(kernel[2, 1, 14, 20], exported.ToSingles()[(((((20 * 16) + 14) * 3) + 2) * 3) + 1]);
    }

    [Fact]
    public void A_file_is_the_same_bytes_each_time_and_reads_as_it_was_written()
    {
        using var network = new Digits();
        using var folder = new TemporaryFolder();
        network.SaveOnnx(folder.File("digits.onnx"));
        var bytes = File.ReadAllBytes(folder.File("digits.onnx"));
        Assert.Equal(bytes, Exported.Bytes(network));
        Assert.Equal(bytes, RoundTrip.Of(OnnxModel.Load(folder.File("digits.onnx"))));
        Assert.Single(Directory.GetFiles(folder.Path));
    }
}
