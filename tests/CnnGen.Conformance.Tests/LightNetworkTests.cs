using System.Diagnostics;
using CnnGen.Import.Onnx;
using CnnGen.Onnx.Tests;
using CnnGen.Tool.Running;

namespace CnnGen.Conformance.Tests;

/// <summary>Whole networks of the ONNX project.</summary>
public sealed class LightNetworkTests
{
    // max|a - b| / max|b|
    private const double Tolerance = 1e-3;

    /// <summary>Networks that take long or much memory run where this variable is set.</summary>
    private const string All = "CNNGEN_ALL_NETWORKS";

    [Theory]
    [InlineData("squeezenet", false)]
    [InlineData("resnet50", false)]
    [InlineData("shufflenet", false)]
    [InlineData("densenet121", true)]
    [InlineData("inception_v1", true)]
    [InlineData("inception_v2", true)]
    [InlineData("bvlc_alexnet", true)]
    [InlineData("zfnet512", true)]
    [InlineData("vgg19", true)]
    public void A_network_has_the_output_that_the_project_says(string name, bool isLarge)
    {
        SkipIf(isLarge);
        var model = Load(name);
        var import = Import(model, name);
        var graph = ImportedRun.Declare(import);
        var stored = OnnxTensor.Load(Path.Combine(OnnxData.Folder("light"), $"light_{name}_output_0.pb"));
        Assert.Equal(stored.Shape.Skip(1), import.Outputs.Single().Dimensions.Select(side => (long)side));
        Assert.Equal(stored.Length, graph.Layers[^1].OutputShape.Length);
        // Nothing is moved but the groups of a shuffled network.
        Assert.Equal(name == "shufflenet" ? 16 : 0, graph.Layers.Count(layer => layer.Attributes.Kind.Type == "Permute"));
    }

    [Theory]
    [InlineData("squeezenet", false)]
    [InlineData("resnet50", true)]
    [InlineData("shufflenet", true)]
    [InlineData("densenet121", true)]
    [InlineData("inception_v1", true)]
    [InlineData("inception_v2", true)]
    [InlineData("bvlc_alexnet", true)]
    [InlineData("zfnet512", true)]
    [InlineData("vgg19", true)]
    public void A_network_with_random_weights_agrees_with_ONNX_Runtime(string name, bool isLarge)
    {
        SkipIf(isLarge);
        Oracle.Require();
        var model = SeededConstants.Fill(Load(name), seed: 1);
        var clock = Stopwatch.StartNew();
        var import = Import(model, name);
        var graph = ImportedRun.Declare(import);
        var imported = clock.Elapsed;
        using var network = new CompiledNetworks([graph]).Create(graph);
        var built = clock.Elapsed;
        var random = new Random(2);
        var image = Enumerable.Range(0, import.Input.Length).Select(_ => (float)random.NextDouble()).ToArray();
        var actual = ImportedRun.Predict(import, network, image)[0];
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: import {imported.TotalSeconds:F1} s, build {(built - imported).TotalSeconds:F1} s, first prediction {(clock.Elapsed - built).TotalSeconds:F1} s, {graph.Layers.Count} layers");
        using var stream = new MemoryStream();
        model.Write(stream);
        using var session = Oracle.Open(stream.ToArray());
        var expected = Oracle.Run(session, import.Input.Name, image, [1, .. import.Input.Dimensions.Select(side => (long)side)]).Values.Single();
        var largest = expected.Max(Math.Abs);
        var difference = expected.Zip(actual, (e, a) => float.IsNaN(a) ? float.PositiveInfinity : Math.Abs(e - a)).Max();
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(difference <= Tolerance * largest, $"the largest difference is {difference:E2} of {largest:E2}");
        Exported.AgreesWithOnnxRuntime(network);
    }

    private static OnnxModel Load(string name) => OnnxModel.Load(Path.Combine(OnnxData.Folder("light"), $"light_{name}.onnx"));

    private static OnnxImport Import(OnnxModel model, string name) => OnnxImporter.Import(model, new OnnxImportOptions { Name = char.ToUpperInvariant(name[0]) + name[1..] });

    private static void SkipIf(bool isLarge) => Assert.SkipWhen(isLarge && Environment.GetEnvironmentVariable(All) is null, $"Takes long; set {All} to run it.");
}
