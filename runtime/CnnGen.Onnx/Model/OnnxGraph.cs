namespace CnnGen.Onnx;

/// <summary>Nodes that pass tensors to each other by name.</summary>
public sealed class OnnxGraph
{
    /// <summary>The graph's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>A description for people.</summary>
    public string DocString { get; init; } = "";

    /// <summary>The operators in an order in which each comes after its inputs.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; init; } = [];

    /// <summary>Constant tensors: weights.</summary>
    public IReadOnlyList<OnnxTensor> Initializers { get; init; } = [];

    /// <summary>Constant tensors that are given as their elements other than zero: how many; their values are not kept.</summary>
    public int SparseInitializers { get; init; }

    /// <summary>What the graph takes. Files of old versions list initializers here too.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; init; } = [];

    /// <summary>What the graph gives.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; init; } = [];

    /// <summary>Types and shapes of tensors between nodes, where the file says them.</summary>
    public IReadOnlyList<OnnxValueInfo> Values { get; init; } = [];
}

/// <summary>One use of an operator.</summary>
public sealed class OnnxNode
{
    /// <summary>The node's name; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The operator: "Conv".</summary>
    public required string OpType { get; init; }

    /// <summary>The operator set; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>A description for people.</summary>
    public string DocString { get; init; } = "";

    /// <summary>Names of the tensors that it reads; an empty name is an optional input that is left out.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Names of the tensors that it makes; an empty name is an optional output that is left out.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The operator's settings.</summary>
    public IReadOnlyList<OnnxAttribute> Attributes { get; init; } = [];

    /// <summary>The attribute of this name, or null.</summary>
    public OnnxAttribute? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);
}

/// <summary>The name, type and shape of a tensor.</summary>
public sealed class OnnxValueInfo
{
    /// <summary>The tensor's name.</summary>
    public required string Name { get; init; }

    /// <summary>A description for people.</summary>
    public string DocString { get; init; } = "";

    /// <summary>What it is: a tensor as a rule.</summary>
    public OnnxValueKind Kind { get; init; } = OnnxValueKind.Tensor;

    /// <summary>The type of a tensor's elements.</summary>
    public OnnxElementType ElementType { get; init; }

    /// <summary>A tensor's dimensions; null where the file does not say how many there are.</summary>
    public IReadOnlyList<OnnxDimension>? Shape { get; init; }
}

/// <summary>What a value is.</summary>
public enum OnnxValueKind
{
    /// <summary>The file does not say.</summary>
    Unknown,

    /// <summary>A tensor.</summary>
    Tensor,

    /// <summary>A list of values.</summary>
    Sequence,

    /// <summary>Values by key.</summary>
    Map,

    /// <summary>A value or nothing.</summary>
    Optional,

    /// <summary>A tensor of few elements other than zero.</summary>
    SparseTensor,
}

/// <summary>A dimension: a number, a name for a number that is not known, or neither.</summary>
/// <param name="Value">The number, or null.</param>
/// <param name="Symbol">The name; empty where there is none.</param>
public readonly record struct OnnxDimension(long? Value, string Symbol = "")
{
    /// <summary>The number, the name, or "?".</summary>
    public override string ToString() => Value is { } value ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : Symbol.Length > 0 ? Symbol : "?";
}
