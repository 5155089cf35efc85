namespace CnnGen.Import.Onnx;

/// <summary>The nodes that a model's outputs depend on, in the order of the file.</summary>
internal static class NeededNodes
{
    public static IReadOnlyList<OnnxNode> Of(OnnxGraph graph)
    {
        var needed = graph.Outputs.Select(output => output.Name).ToHashSet();
        var nodes = new List<OnnxNode>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(needed.Contains))
                continue;
            if (node.Domain is not ("" or "ai.onnx"))
                throw new ImportException("another set of operators", $"Node \"{node.Name}\" is {node.Domain}.{node.OpType}; only operators of ONNX itself can be imported.");
            nodes.Add(node);
            needed.UnionWith(node.Inputs);
        }

        nodes.Reverse();
        return nodes;
    }
}
