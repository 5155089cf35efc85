using System.Runtime.InteropServices;
using System.Text.Json;
using CnnGen.Onnx.Tests;

namespace CnnGen.Conformance.Tests;

/// <summary>SqueezeNet 1.1 of the ONNX model zoo, stored as a graph in JSON beside weights of 16 bits, with an image and its outputs.</summary>
internal static class SqueezeNetFiles
{
    private static string Folder => OnnxData.Pretrained("imagenet-squeezenet1.1-onnxzoo-fp16");

    /// <summary>The graph with its weights as an ONNX model.</summary>
    public static OnnxModel Model()
    {
        using var graph = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "model_graph.json")));
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest_fp16.json")));
        var blob = File.ReadAllBytes(Path.Combine(Folder, "weights_fp16.bin"));
        var weights = manifest.RootElement.EnumerateObject().Where(entry => entry.Value.GetProperty("dtype").GetString() == "fp16").Select(entry => Weights(entry, blob)).ToList();
        var root = graph.RootElement;
        // The end is the shape [N, 1000], whose constant the files do not have.
        var shape = root.GetProperty("nodes").EnumerateArray().Last().GetProperty("inputs")[1].GetString()!;
        return new OnnxModel
        {
            IrVersion = 3,
            Opsets = [new OnnxOpset("", 7)],
            Graph = new OnnxGraph
            {
                Nodes = [.. root.GetProperty("nodes").EnumerateArray().Select(Node)],
                Initializers = [.. weights.Where(tensor => tensor.Name != shape), OnnxTensor.Of(shape, [2], [0L, -1L])],
                Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(Value)],
                Outputs = [.. root.GetProperty("outputs").EnumerateArray().Select(Value)],
            },
        };
    }

    /// <summary>The numbers of a file in the folder "reference".</summary>
    public static float[] Reference(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Folder, "reference", file))).ToArray();

    private static OnnxTensor Weights(JsonProperty entry, byte[] blob)
    {
        var (offset, length) = (entry.Value.GetProperty("offset").GetInt32(), entry.Value.GetProperty("bytes").GetInt32());
        var halves = MemoryMarshal.Cast<byte, Half>(blob.AsSpan(offset, length)).ToArray();
        return OnnxTensor.Of(entry.Name, [.. Longs(entry.Value.GetProperty("shape"))], Array.ConvertAll(halves, half => (float)half));
    }

    private static OnnxNode Node(JsonElement node) => new()
    {
        OpType = node.GetProperty("opType").GetString()!,
        Inputs = [.. Texts(node.GetProperty("inputs"))],
        Outputs = [.. Texts(node.GetProperty("outputs"))],
        Attributes = node.TryGetProperty("attributes", out var attributes) ? [.. attributes.EnumerateObject().Select(Attribute)] : [],
    };

    private static OnnxAttribute Attribute(JsonProperty attribute) => attribute.Value.ValueKind switch
    {
        JsonValueKind.Array => OnnxAttribute.Of(attribute.Name, [.. Longs(attribute.Value)]),
        JsonValueKind.String => OnnxAttribute.Of(attribute.Name, attribute.Value.GetString()!),
        _ when attribute.Value.TryGetInt64(out var whole) => OnnxAttribute.Of(attribute.Name, whole),
        _ => OnnxAttribute.Of(attribute.Name, attribute.Value.GetSingle()),
    };

    private static OnnxValueInfo Value(JsonElement value) => new()
    {
        Name = value.GetProperty("name").GetString()!,
        ElementType = OnnxElementType.Float,
        Shape = [.. Longs(value.GetProperty("shape")).Select(side => new OnnxDimension(side))],
    };

    private static IEnumerable<long> Longs(JsonElement array) => array.EnumerateArray().Select(item => item.GetInt64());

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);
}
