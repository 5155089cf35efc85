using System.Runtime.CompilerServices;
using CnnGen.Generator.Graph;
using CnnGen.Import;
using CnnGen.Import.Bare;
using CnnGen.Import.Keras;
using CnnGen.Onnx.Tests;
using CnnGen.Tool.Commands;
using CnnGen.Tool.Running;

namespace CnnGen.Conformance.Tests;

/// <summary>Networks of samples/Pretrained with the weights that others have trained.</summary>
public sealed class PretrainedWeightTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("ResNet20", "resnet20-12fca82f", 1854)]
    [InlineData("ResNet32", "resnet32-d509ac18", 1870)]
    public void Residual_networks_of_PyTorch_have_their_logits_and_their_accuracy(string name, string file, int right)
    {
        var folder = OnnxData.Pretrained("cifar10-resnet-akamaster");
        using var network = Example(name, Path.Combine(folder, file + ".safetensors"), WeightLayout.Oihw);
        using var expected = SafetensorsFile.Open(Path.Combine(folder, file + ".expected-logits.safetensors"));
        var images = CifarImages();
        AssertLogits(Floats(expected, "logits"), Predict(network, images, 64), 10);
        Assert.InRange(CountRight(network, images), right - 1, right + 1);
        Exported.AgreesWithOnnxRuntime(network);
    }

    [Fact]
    public void A_residual_network_of_Keras_is_imported_from_its_own_file()
    {
        var folder = OnnxData.Pretrained("cifar10-resnet8-mlperf-tiny");
        var import = KerasImport.Read(Path.Combine(folder, "pretrainedResnet.h5"), "ResNet8");
        using var network = Compiled(DeclaredNetworks.Read(ModelsJson.Write(import, ImportedRun.Namespace), "ResNet8.models.json", ImportedRun.Namespace)[0]);
        Load(network, import);
        using var expected = SafetensorsFile.Open(Path.Combine(folder, "pretrainedResnet.expected-probs.safetensors"));
        var images = CifarImages();
        AssertClose(Floats(expected, "probs"), Predict(network, images, 64));
        Assert.InRange(CountRight(network, images), 1766, 1768);
        Exported.AgreesWithOnnxRuntime(network);
    }

    [Fact]
    public void A_configuration_with_weights_beside_it_gives_the_same_network()
    {
        var folder = OnnxData.Pretrained("cifar10-resnet8-mlperf-tiny");
        var whole = KerasImport.Read(Path.Combine(folder, "pretrainedResnet.h5"), "ResNet8");
        var parts = KerasImport.Read(
            Path.Combine(folder, "pretrainedResnet.model_config.json"), "ResNet8", new KerasImportOptions { Weights = Path.Combine(folder, "pretrainedResnet.safetensors") });
        Assert.Equal(ModelsJson.Write(whole), ModelsJson.Write(parts));
        Assert.Equal(Bytes(whole), Bytes(parts));
    }

    [Fact]
    public void MobileNet_gives_its_stored_outputs()
    {
        var folder = OnnxData.Pretrained("imagenet-mobilenetv1-0.25-224");
        using var network = Example("MobileNet025", Path.Combine(folder, "mobilenet_v1_0.25_224.safetensors"), WeightLayout.Hwio);
        using var reference = SafetensorsFile.Open(Path.Combine(folder, "reference", "expected.safetensors"));
        var pixels = File.ReadAllBytes(Path.Combine(folder, "reference", "expected.safetensors")).AsSpan();
        var input = reference.Find("input_u8_nhwc")!;
        var start = 8 + (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(pixels) + (int)input.Begin;
        AssertLogits(Floats(reference, "logits"), network.PredictMany(pixels.Slice(start, 2 * 224 * 224 * 3)).ToArray(), 1000);
        Exported.AgreesWithOnnxRuntime(network);
    }

    [Fact]
    public void The_command_writes_a_file_that_the_network_takes()
    {
        var source = new FileInfo(Path.Combine(OnnxData.Pretrained("imagenet-squeezenet1.1-keras"), "squeezenet_v1.1_notop.safetensors"));
        using var folder = new Runtime.Tests.Data.TemporaryFolder();
        var output = new FileInfo(Path.Combine(folder.Path, "SqueezeNet.safetensors"));
        var (report, error) = (new StringWriter(), new StringWriter());
        var models = new FileInfo(ExamplePath("SqueezeNet"));
        Assert.Equal(0, WeightsCommand.Run(source, models, null, WeightLayout.Hwio, null, output, "MIT", report, error));
        Assert.Equal($"{output.FullName}: 50 tensors of SqueezeNet.\n", report.ToString().ReplaceLineEndings("\n"));
        using (var file = SafetensorsFile.Open(output.FullName)) Assert.Equal("MIT", file.Metadata["license"]);
        Assert.Equal(1, WeightsCommand.Run(source, models, null, WeightLayout.Oihw, null, output, null, report, error));
        Assert.Contains("\"conv1/kernel\" is 3 x 3 x 3 x 64, expected 64 x 3 x 3 x 3 for conv1.kernel", error.ToString(), StringComparison.Ordinal);
    }

    private static string ExamplePath(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "samples", "Pretrained", name + ".models.json"));

    private static Network Example(string name, string weights, WeightLayout layout)
    {
        var graph = DeclaredNetworks.Read(File.ReadAllText(ExamplePath(name)), name, "Examples")[0];
        using var file = SafetensorsFile.Open(weights);
        var found = BareWeights.Read(file, WantedTensors.Of(graph), layout, NameRules.None);
        Assert.DoesNotContain(found.Unused, tensor => !tensor.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        var network = Compiled(graph);
        Load(network, found.ToNetwork(name, [1, 1, 1], new Dictionary<string, string>()));
        return network;
    }

    private static Network Compiled(NetworkGraph graph) => new CompiledNetworks([graph]).Create(graph);

    private static void Load(Network network, ImportedNetwork weights)
    {
        using var stream = new MemoryStream(Bytes(weights));
        WeightFile.Load(stream, "weights", network.Store);
    }

    private static byte[] Bytes(ImportedNetwork weights)
    {
        using var stream = new MemoryStream();
        ImportedFiles.WriteWeights(weights, stream);
        return stream.ToArray();
    }

    private static CifarDataset CifarImages()
    {
        var folder = Path.GetDirectoryName(OnnxData.Pretrained("cifar10-resnet-akamaster"))!;
        return CifarDataset.Load(Path.Combine(folder, "..", "cifar10", "cifar10-test-2k.bin.gz"));
    }

    private static float[] Predict(Network network, CifarDataset images, int count)
    {
        var pixels = new byte[count * network.Description.InputLength];
        for (var i = 0; i < count; i++) images.Image(i).CopyTo(pixels.AsSpan(i * network.Description.InputLength));
        return network.PredictMany(pixels).ToArray();
    }

    private static int CountRight(Network network, CifarDataset images)
    {
        var outputs = Predict(network, images, images.Count);
        return Enumerable.Range(0, images.Count).Count(i =>
        {
            var row = outputs.AsSpan(i * 10, 10);
            return row.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(row)) == images.Label(i);
        });
    }

    private static float[] Floats(SafetensorsFile file, string name)
    {
        var values = new float[(int)file.Find(name)!.Length];
        file.CopyTo(name, values);
        return values;
    }

    /// <summary>Compares logits with probabilities: their logarithms differ from them by a number that is the same for all classes of an image.</summary>
    private static void AssertLogits(float[] logits, float[] probabilities, int classes) =>
        AssertClose(Centred([.. logits.Select(value => (double)value)], classes), Centred([.. probabilities.Select(value => Math.Log(value))], classes));

    private static double[] Centred(double[] values, int classes) =>
        [.. values.Chunk(classes).SelectMany(row => row.Select(value => value - row.Average()))];

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual) =>
        AssertClose([.. expected.Select(value => (double)value)], [.. actual.Select(value => (double)value)]);

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var difference = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        Assert.True(difference <= Tolerance * expected.Max(Math.Abs), $"the largest difference is {difference:E2} of {expected.Max(Math.Abs):E2}");
    }
}
