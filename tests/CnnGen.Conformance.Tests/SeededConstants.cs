namespace CnnGen.Conformance.Tests;

/// <summary>
/// The light networks of the ONNX project have constants of one value in the place of weights. Here they get random ones of a scale that keeps activations in range, so that each
/// weight counts.
/// </summary>
internal static class SeededConstants
{
    /// <summary>The model with weights in the place of its constants of floats.</summary>
    public static OnnxModel Fill(OnnxModel model, int seed)
    {
        var shapes = model.Graph.Initializers.ToDictionary(tensor => tensor.Name);
        var random = new Random(seed);
        var weights = new List<OnnxTensor>();
        var kept = new List<OnnxNode>();
        foreach (var node in model.Graph.Nodes)
        {
            if (node.OpType == "ConstantOfShape" && node.Attribute("value")?.Tensor?.ElementType == OnnxElementType.Float)
                weights.Add(Make(node.Outputs[0], [.. shapes[node.Inputs[0]].ToInt64s()], RoleOf(model.Graph, node.Outputs[0]), random));
            else
                kept.Add(node);
        }

        return new OnnxModel
        {
            IrVersion = model.IrVersion,
            Opsets = model.Opsets,
            Graph = new OnnxGraph
            {
                Name = model.Graph.Name,
                Nodes = kept,
                Initializers = [.. model.Graph.Initializers, .. weights],
                Inputs = model.Graph.Inputs,
                Outputs = model.Graph.Outputs,
            },
        };
    }

    /// <summary>The operator that reads the tensor, and as which input; what only changes its axes is looked through.</summary>
    private static (string Operator, int Input) RoleOf(OnnxGraph graph, string tensor)
    {
        foreach (var node in graph.Nodes)
        {
            var input = node.Inputs.ToList().IndexOf(tensor);
            if (input >= 0)
                return node.OpType is "Unsqueeze" or "Reshape" ? RoleOf(graph, node.Outputs[0]) : (node.OpType, input);
        }

        return ("", 0);
    }

    private static OnnxTensor Make(string name, long[] shape, (string Operator, int Input) role, Random random)
    {
        var values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        // He et al. 2015 for kernels; around 1 for factors and variances; around 0 for offsets.
        var (center, scale) = role switch
        {
            ("Conv", 1) => (0, Math.Sqrt(2.0 / (shape[1] * shape[2] * shape[3]))),
            ("Gemm", 1) => (0, Math.Sqrt(2.0 / shape[1])),
            ("BatchNormalization", 1 or 4) or ("Mul", _) => (1, 0.1),
            _ => (0, 0.1),
        };
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(center + (scale * Normal(random)));
        return OnnxTensor.Of(name, shape, values);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
