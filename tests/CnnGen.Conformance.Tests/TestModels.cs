namespace CnnGen.Conformance.Tests;

/// <summary>Small models, of one input "x" and one output "y" with a free batch.</summary>
internal static class TestModels
{
    public static OnnxTensor Weights(string name, params long[] shape) =>
        OnnxTensor.Of(name, shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, side) => product * side)).Select(i => 0.5f + (0.01f * (i % 7)))]);

    public static OnnxNode Node(string name, string operation, string[] inputs, string output, params OnnxAttribute[] attributes) =>
        new() { Name = name, OpType = operation, Inputs = inputs, Outputs = [output], Attributes = attributes };

    /// <param name="output">The shape of "y"; null: what comes out.</param>
    public static OnnxModel Model(long[] input, long[]? output, OnnxNode[] nodes, OnnxTensor[] constants, long opset = 17) => new()
    {
        IrVersion = 8,
        Opsets = [new OnnxOpset("", opset)],
        Graph = new OnnxGraph { Nodes = nodes, Initializers = constants, Inputs = [Value("x", input)], Outputs = [output is null ? new() { Name = "y", ElementType = OnnxElementType.Float } : Value("y", output)] },
    };

    private static OnnxValueInfo Value(string name, long[] shape) =>
        new() { Name = name, ElementType = OnnxElementType.Float, Shape = [new OnnxDimension(null, "N"), .. shape.Select(side => new OnnxDimension(side))] };
}
