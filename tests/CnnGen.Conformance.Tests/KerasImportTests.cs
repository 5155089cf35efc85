using System.IO.Compression;
using System.Text;
using CnnGen.Import;
using CnnGen.Import.Keras;
using CnnGen.Runtime.Tests.Data;
using PureHDF;

namespace CnnGen.Conformance.Tests;

/// <summary>Files as Keras writes them, made here.</summary>
public sealed class KerasImportTests : IDisposable
{
    private const string Layers = """
        { "class_name": "InputLayer", "config": { "batch_shape": [null, 6, 5, 3], "name": "image" }, "name": "image", "inbound_nodes": [] },
        { "class_name": "Conv2D", "config": { "name": "a", "filters": 4, "kernel_size": [3, 3], "strides": [1, 1], "padding": "same", "dilation_rate": [1, 1], "groups": 1, "activation": "relu", "use_bias": true }, "name": "a", "inbound_nodes": [INPUT("image")] },
        { "class_name": "Conv2D", "config": { "name": "b", "filters": 4, "kernel_size": [1, 1], "use_bias": false }, "name": "b", "inbound_nodes": [INPUT("image")] },
        { "class_name": "BatchNormalization", "config": { "name": "norm", "axis": [3], "momentum": 0.9, "epsilon": 0.01, "center": true, "scale": false }, "name": "norm", "inbound_nodes": [INPUT("b")] },
        { "class_name": "Add", "config": { "name": "sum" }, "name": "sum", "inbound_nodes": [INPUT("a", "norm")] },
        { "class_name": "Dense", "config": { "name": "mix", "units": 2, "activation": "swish" }, "name": "mix", "inbound_nodes": [INPUT("sum")] },
        { "class_name": "GlobalAveragePooling2D", "config": { "name": "mean", "keepdims": false }, "name": "mean", "inbound_nodes": [INPUT("mix")] },
        { "class_name": "Dense", "config": { "name": "digit", "units": 3, "activation": "softmax" }, "name": "digit", "inbound_nodes": [INPUT("mean")] }
        """;

    private const string Expected = """
        {
          "models": {
            // Imported from the Keras model "small".
            "Small": {
              "input": { "shape": [6, 5, 3], "scale": 1 },
              "layers": [
                { "type": "Conv2D", "name": "a", "filters": 4, "kernel_size": 3, "padding": "same", "activation": "relu" },
                { "type": "Conv2D", "name": "b", "filters": 4, "kernel_size": 1, "use_bias": false, "inputs": ["input"] },
                { "type": "BatchNormalization", "name": "norm", "momentum": 0.9, "epsilon": 0.01, "scale": false },
                { "type": "Add", "name": "sum", "inputs": ["a", "norm"] },
                { "type": "Conv2D", "name": "mix", "filters": 2, "kernel_size": 1, "activation": "silu" },
                { "type": "GlobalAveragePooling2D", "name": "mean", "keepdims": false },
                { "type": "Dense", "name": "digit", "units": 3, "activation": "softmax" },
              ],
            },
          },
        }

        """;

    private static readonly (string Layer, string Container, string Name, int[] Shape)[] s_tensors =
    [
        ("a", "conv2d", "kernel", [3, 3, 3, 4]), ("a", "conv2d", "bias", [4]), ("b", "conv2d_1", "kernel", [1, 1, 3, 4]),
        ("norm", "batch_normalization", "beta", [4]), ("norm", "batch_normalization", "moving_mean", [4]), ("norm", "batch_normalization", "moving_variance", [4]),
        ("mix", "dense", "kernel", [4, 2]), ("mix", "dense", "bias", [2]), ("digit", "dense_1", "kernel", [2, 3]), ("digit", "dense_1", "bias", [3]),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_generations_of_files_give_the_same_network(bool isThree)
    {
        string path = isThree ? WriteThree() : WriteTwo();
        var network = KerasImport.Read(path, "Small");
        Assert.Equal(Expected, ModelsJson.Write(network));
        foreach (var (layer, _, name, shape) in s_tensors)
        {
            var found = network.Layers.Single(candidate => candidate.Name == layer).Parameters.Single(parameter => parameter.Name == name);
            Assert.Equal(layer == "mix" && name == "kernel" ? [1, 1, .. shape] : shape, found.Shape);
            Assert.Equal(Values(layer, name, shape), found.Values.ToArray());
        }
    }

    [Fact]
    public void A_sequential_model_is_a_chain()
    {
        string path = WriteText("model.json", """
            { "class_name": "Sequential", "config": { "name": "chain", "layers": [
              { "class_name": "Conv2D", "config": { "name": "c", "batch_input_shape": [null, 4, 4, 1], "filters": 2, "kernel_size": [2, 2] } },
              { "class_name": "MaxPooling2D", "config": { "name": "p", "pool_size": [2, 2], "strides": [1, 1], "padding": "valid" } },
              { "class_name": "Flatten", "config": { "name": "f" } }
            ] } }
            """);
        string text = ModelsJson.Write(KerasImport.Read(path, "Chain"));
        Assert.Contains("""{ "type": "MaxPooling2D", "name": "p", "pool_size": 2, "strides": 1 },""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("inputs", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"class_name\": \"Add\"", "\"class_name\": \"Lambda\"", "The layer \"sum\" is a Lambda, which has no counterpart in CnnGen")]
    [InlineData("\"padding\": \"same\"", "\"padding\": \"causal\"", "The Conv2D layer \"a\" has \"padding\" \"causal\"; expected \"valid\" or \"same\".")]
    [InlineData("\"padding\": \"same\"", "\"data_format\": \"channels_first\"", "has \"data_format\" \"channels_first\"; expected \"channels_last\"")]
    [InlineData("\"axis\": [3]", "\"axis\": [2]", "has \"axis\" [2]; expected the last one, -1")]
    [InlineData("[null, 6, 5, 3]", "[null, null, null, 3]", "The input is [null,null,null,3]; expected [null, height, width, channels]")]
    [InlineData("[null, 6, 5, 3]", "[null, 10]", "The input is [null,10]")]
    [InlineData("\"name\": \"sum\" }, \"name\": \"sum\"", "\"name\": \"a\" }, \"name\": \"a\"", "Two layers are named \"a\"")]
    [InlineData("\"Functional\"", "\"MyModel\"", "The model is a MyModel; Sequential and Functional models can be imported.")]
    [InlineData("{", "[", "The model's configuration can't be read")]
    public void What_can_not_be_imported_is_named(string before, string after, string expected)
    {
        string config = Config(isThree: false);
        string path = WriteText("model.json", before == "{" ? after + config[1..] : config.Replace(before, after, StringComparison.Ordinal));
        var found = Assert.Throws<ImportException>(() => KerasImport.Read(path, "Small"));
        Assert.Contains(expected, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_take_each_other_are_refused()
    {
        string path = WriteText("model.json", Config(isThree: false).Replace("[[[\"b\", 0, 0, {}]]]", "[[[\"sum\", 0, 0, {}]]]", StringComparison.Ordinal));
        Assert.Contains("is computed from it", Assert.Throws<ImportException>(() => KerasImport.Read(path, "Small")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused_in_time()
    {
        byte[] whole = File.ReadAllBytes(WriteTwo());
        var random = new Random(3);
        for (int trial = 0; trial < 60; trial++)
        {
            byte[] damaged = trial % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int i = 0; i < 8 && damaged.Length > 0; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            string path = _folder.File("damaged.h5");
            File.WriteAllBytes(path, damaged);
            try
            {
                KerasImport.Read(path, "Small");
            }
            catch (ImportException)
            {
            }
        }
    }

    [Fact]
    public void An_archive_that_unpacks_to_far_more_is_refused()
    {
        string path = _folder.File("bomb.keras");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("config.json", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[8 << 20]);
        }

        Assert.Contains("a thousandth of them must be there", Assert.Throws<ImportException>(() => KerasImport.Read(path, "Small")).Message, StringComparison.Ordinal);
    }

    private string WriteTwo()
    {
        var file = new H5File { Attributes = { ["model_config"] = Config(isThree: false) } };
        var weights = new H5Group();
        file["model_weights"] = weights;
        foreach (var layer in s_tensors.GroupBy(tensor => tensor.Layer))
        {
            var inner = new H5Group();
            foreach (var (_, _, name, shape) in layer) inner[name + ":0"] = Dataset(layer.Key, name, shape);
            weights[layer.Key] = new H5Group { [layer.Key] = inner, Attributes = { ["weight_names"] = layer.Select(tensor => $"{layer.Key}/{tensor.Name}:0").ToArray() } };
        }

        string path = _folder.File("model.h5");
        file.Write(path);
        return path;
    }

    private string WriteThree()
    {
        var layers = new H5Group();
        foreach (var layer in s_tensors.GroupBy(tensor => tensor.Container))
        {
            var values = new H5Group();
            int index = 0;
            foreach (var (name, _, parameter, shape) in layer) values[(index++).ToString(System.Globalization.CultureInfo.InvariantCulture)] = Dataset(name, parameter, shape);
            layers[layer.Key] = new H5Group { ["vars"] = values };
        }

        string weights = _folder.File("model.weights.h5");
        new H5File { ["layers"] = layers }.Write(weights);
        string path = _folder.File("model.keras");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        archive.CreateEntryFromFile(weights, "model.weights.h5");
        using var entry = archive.CreateEntry("config.json").Open();
        entry.Write(Encoding.UTF8.GetBytes(Config(isThree: true)));
        return path;
    }

    private string WriteText(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    /// <summary>The configuration, with the inputs of layers as Keras 2 or Keras 3 writes them.</summary>
    private static string Config(bool isThree)
    {
        string layers = System.Text.RegularExpressions.Regex.Replace(Layers, @"INPUT\(([^)]*)\)", match =>
        {
            string[] names = match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries);
            if (!isThree) return $"[{string.Join(", ", names.Select(name => $"[{name}, 0, 0, {{}}]"))}]";
            string tensors = string.Join(", ", names.Select(name => $$"""{ "class_name": "__keras_tensor__", "config": { "shape": [null, 6, 5, 4], "dtype": "float32", "keras_history": [{{name}}, 0, 0] } }"""));
            return $$"""{ "args": [{{(names.Length > 1 ? $"[{tensors}]" : tensors)}}], "kwargs": { "training": false } }""";
        });
        string ends = isThree ? "\"input_layers\": [\"image\", 0, 0], \"output_layers\": [\"digit\", 0, 0]" : "\"input_layers\": [[\"image\", 0, 0]], \"output_layers\": [[\"digit\", 0, 0]]";
        return $$"""{ "class_name": "Functional", "config": { "name": "small", "layers": [{{layers}}], {{ends}} } }""";
    }

    private static H5Dataset Dataset(string layer, string name, int[] shape) =>
        new(Values(layer, name, shape), fileDims: [.. shape.Select(side => (ulong)side)]);

    private static float[] Values(string layer, string name, int[] shape) =>
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, side) => product * side)).Select(i => i + (layer.Length * 100) + name.Length)];
}
