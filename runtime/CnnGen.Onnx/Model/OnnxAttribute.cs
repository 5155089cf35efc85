using System.Text;

namespace CnnGen.Onnx;

/// <summary>What an attribute holds, with ONNX's numbers.</summary>
public enum OnnxAttributeType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary><see cref="OnnxAttribute.Float"/>.</summary>
    Float = 1,

    /// <summary><see cref="OnnxAttribute.Int"/>.</summary>
    Int = 2,

    /// <summary><see cref="OnnxAttribute.Text"/>.</summary>
    String = 3,

    /// <summary><see cref="OnnxAttribute.Tensor"/>.</summary>
    Tensor = 4,

    /// <summary><see cref="OnnxAttribute.Graph"/>.</summary>
    Graph = 5,

    /// <summary><see cref="OnnxAttribute.Floats"/>.</summary>
    Floats = 6,

    /// <summary><see cref="OnnxAttribute.Ints"/>.</summary>
    Ints = 7,

    /// <summary><see cref="OnnxAttribute.Texts"/>.</summary>
    Strings = 8,

    /// <summary><see cref="OnnxAttribute.Tensors"/>.</summary>
    Tensors = 9,

    /// <summary><see cref="OnnxAttribute.Graphs"/>.</summary>
    Graphs = 10,

    /// <summary>A sparse tensor; its value is not kept.</summary>
    SparseTensor = 11,

    /// <summary>Sparse tensors; their values are not kept.</summary>
    SparseTensors = 12,

    /// <summary>A type; it is not kept.</summary>
    TypeProto = 13,

    /// <summary>Types; they are not kept.</summary>
    TypeProtos = 14,
}

/// <summary>A setting of a node. <see cref="Type"/> says which member holds the value.</summary>
public sealed class OnnxAttribute
{
    /// <summary>The name in the operator's definition: "kernel_shape".</summary>
    public required string Name { get; init; }

    /// <summary>What the value is.</summary>
    public required OnnxAttributeType Type { get; init; }

    /// <summary>A number.</summary>
    public float Float { get; init; }

    /// <summary>A whole number.</summary>
    public long Int { get; init; }

    /// <summary>A text as its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Numbers.</summary>
    public IReadOnlyList<float> Floats { get; init; } = [];

    /// <summary>Whole numbers.</summary>
    public IReadOnlyList<long> Ints { get; init; } = [];

    /// <summary>Texts as their bytes.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ByteStrings { get; init; } = [];

    /// <summary>A tensor.</summary>
    public OnnxTensor? Tensor { get; init; }

    /// <summary>Tensors.</summary>
    public IReadOnlyList<OnnxTensor> Tensors { get; init; } = [];

    /// <summary>A graph inside the node.</summary>
    public OnnxGraph? Graph { get; init; }

    /// <summary>Graphs inside the node.</summary>
    public IReadOnlyList<OnnxGraph> Graphs { get; init; } = [];

    /// <summary>The attribute of the enclosing function that this one stands for; empty outside of functions.</summary>
    public string ReferredName { get; init; } = "";

    /// <summary><see cref="Bytes"/> as UTF-8; bytes that are none become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary><see cref="ByteStrings"/> as UTF-8.</summary>
    public IReadOnlyList<string> Texts => [.. ByteStrings.Select(bytes => Encoding.UTF8.GetString(bytes.Span))];

    /// <summary>A number.</summary>
    public static OnnxAttribute Of(string name, float value) => new() { Name = name, Type = OnnxAttributeType.Float, Float = value };

    /// <summary>A whole number.</summary>
    public static OnnxAttribute Of(string name, long value) => new() { Name = name, Type = OnnxAttributeType.Int, Int = value };

    /// <summary>A text.</summary>
    public static OnnxAttribute Of(string name, string value) => new() { Name = name, Type = OnnxAttributeType.String, Bytes = Encoding.UTF8.GetBytes(value) };

    /// <summary>Whole numbers.</summary>
    public static OnnxAttribute Of(string name, IReadOnlyList<long> values) => new() { Name = name, Type = OnnxAttributeType.Ints, Ints = values };

    /// <summary>Numbers.</summary>
    public static OnnxAttribute Of(string name, IReadOnlyList<float> values) => new() { Name = name, Type = OnnxAttributeType.Floats, Floats = values };

    /// <summary>A tensor.</summary>
    public static OnnxAttribute Of(string name, OnnxTensor value) => new() { Name = name, Type = OnnxAttributeType.Tensor, Tensor = value };

    /// <summary>A graph.</summary>
    public static OnnxAttribute Of(string name, OnnxGraph value) => new() { Name = name, Type = OnnxAttributeType.Graph, Graph = value };
}
