using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>A node that is to be imported: its inputs and attributes as operators need them, and what it makes.</summary>
internal sealed partial class ImportNode(OnnxNode node, long opset, ImportGraph graph)
{
    public string Operator => node.OpType;

    /// <summary>The version of ONNX's operators.</summary>
    public long Opset => opset;

    public ImportGraph Graph => graph;

    public int InputCount => node.Inputs.Count;

    public int OutputCount => node.Outputs.Count;

    /// <summary>What the layer is called if that can be: as the node, else as its output.</summary>
    public string Name => node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault(output => output.Length > 0) ?? node.OpType;

    /// <summary>Whether an input is given.</summary>
    public bool Has(int input) => input < node.Inputs.Count && node.Inputs[input].Length > 0;

    /// <summary>Whether something reads an output.</summary>
    public bool IsUsed(int output) => output < node.Outputs.Count && node.Outputs[output].Length > 0 && graph.Uses(node.Outputs[output]) > 0;

    /// <summary>Whether only this node reads its input.</summary>
    public bool IsOnlyReader(int input) => graph.Uses(node.Inputs[input]) == 1;

    public bool IsConstant(int input) => Has(input) && graph.Constant(node.Inputs[input]) is not null;

    /// <summary>Whether all inputs that are given are constants.</summary>
    public bool IsAllConstant => Enumerable.Range(0, InputCount).All(i => !Has(i) || IsConstant(i));

    /// <summary>An input that depends on the network's input.</summary>
    public Value Data(int input = 0)
    {
        if (Has(input) && graph.Value(node.Inputs[input]) is { } value)
            return value;
        throw Refuse("data where a constant is, or the other way round", $"a constant as input {input}", "it has to depend on the network's input");
    }

    /// <summary>An input that is a constant.</summary>
    public ConstantTensor Constant(int input)
    {
        if (Has(input) && graph.Constant(node.Inputs[input]) is { } constant)
            return constant;
        throw Refuse(
            "weights or settings that are computed from the input",
            Has(input) ? $"input {input} (\"{node.Inputs[input]}\") that is no constant" : $"no input {input}", "it has to be an initializer, or a constant given by --bind");
    }

    public ConstantTensor? ConstantOrNull(int input) => Has(input) ? Constant(input) : null;

    /// <summary>Whole numbers of a constant input; null where it is left out.</summary>
    public long[]? WholesInput(int input) => ConstantOrNull(input) is not { } constant ? null
        : constant.IsFloat ? throw Refuse("invalid model", $"floats as input {input}", "whole numbers are expected")
        : constant.Wholes;

    public OnnxAttribute? Attribute(string name) => node.Attribute(name);

    public long Whole(string name, long otherwise) => node.Attribute(name)?.Int ?? otherwise;

    /// <exception cref="ImportException">The number is not finite.</exception>
    public float Number(string name, float otherwise)
    {
        var number = node.Attribute(name)?.Float ?? otherwise;
        return float.IsFinite(number) ? number : throw Refuse("numbers that are not finite", $"{name} = {number}", "finite numbers can be imported");
    }

    public string Text(string name, string otherwise) => node.Attribute(name)?.Text ?? otherwise;

    /// <summary>The whole numbers of an attribute; null where it is left out.</summary>
    public long[]? Wholes(string name) => node.Attribute(name) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>Adds a layer that is called like the node.</summary>
    public string Add(string type, IReadOnlyList<string> inputs, JsonObject? settings = null, params IReadOnlyList<ImportedParameter> parameters) =>
        graph.Layers.Add(type, Name, inputs, settings, parameters);

    /// <summary>Adds a layer that changes each element by itself.</summary>
    public Value Map(Value value, string type, JsonObject? settings = null) => value with { Layer = Add(type, [value.Layer], settings) };

    /// <summary>Applies an activation of CnnGen.</summary>
    public Value Activate(Value value, string activation) => Map(value, "Activation", new JsonObject { ["activation"] = activation });

    /// <summary>x * scale + offset.</summary>
    public Value Rescale(Value value, double scale, double offset = 0)
    {
        if (scale == 1 && offset == 0)
            return value;
        if (!float.IsFinite((float)scale) || !float.IsFinite((float)offset))
            throw Refuse("numbers that are not finite", $"a factor of {scale} and an offset of {offset}", "finite numbers can be imported");
        var settings = new JsonObject { ["scale"] = (float)scale };
        if (offset != 0)
            settings["offset"] = (float)offset;
        return Map(value, "Rescaling", settings);
    }

    /// <summary>Says what an output is.</summary>
    public void Output(Value value, int output = 0)
    {
        if (output < node.Outputs.Count && node.Outputs[output].Length > 0)
            graph.Set(node.Outputs[output], value);
    }

    public void Output(ConstantTensor constant, int output = 0) => graph.Set(node.Outputs[output], constant);

    /// <summary>The error that says that this node can't be imported.</summary>
    /// <param name="reason">In words that are the same for all such nodes.</param>
    public ImportException Refuse(string reason, string found, string fix) =>
        new(reason, $"Node \"{Name}\" ({Operator}, opset {opset}): found {found}; {fix}.");
}
