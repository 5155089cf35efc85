namespace CnnGen.Import.Onnx;

/// <summary>Every operator that can be imported. A new one is a line.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Action<ImportNode>> s_operators = new()
    {
        ["Conv"] = ConvolutionOperators.Conv,
        ["ConvTranspose"] = ConvolutionOperators.ConvTranspose,
        ["MaxPool"] = PoolingOperators.MaxPool,
        ["AveragePool"] = PoolingOperators.AveragePool,
        ["LpPool"] = PoolingOperators.LpPool,
        ["GlobalAveragePool"] = PoolingOperators.GlobalAveragePool,
        ["GlobalMaxPool"] = PoolingOperators.GlobalMaxPool,
        ["GlobalLpPool"] = PoolingOperators.GlobalLpPool,
        ["Gemm"] = MatrixOperators.Gemm,
        ["MatMul"] = MatrixOperators.MatMul,
        ["BatchNormalization"] = NormalizationOperators.BatchNormalization,
        ["InstanceNormalization"] = NormalizationOperators.InstanceNormalization,
        ["GroupNormalization"] = NormalizationOperators.GroupNormalization,
        ["LayerNormalization"] = NormalizationOperators.LayerNormalization,
        ["MeanVarianceNormalization"] = NormalizationOperators.MeanVarianceNormalization,
        ["Hardmax"] = HardmaxOperators.Hardmax,
        ["LRN"] = NormalizationOperators.LocalResponseNormalization,
        ["Softmax"] = NormalizationOperators.Softmax,
        ["LogSoftmax"] = NormalizationOperators.LogSoftmax,
        ["Dropout"] = NormalizationOperators.Dropout,
        ["LpNormalization"] = ReductionOperators.LpNormalization,
        ["LeakyRelu"] = ActivationOperators.LeakyRelu,
        ["PRelu"] = ActivationOperators.PRelu,
        ["Elu"] = ActivationOperators.Elu,
        ["Selu"] = ActivationOperators.Selu,
        ["Celu"] = ActivationOperators.Celu,
        ["ThresholdedRelu"] = ActivationOperators.ThresholdedRelu,
        ["HardSigmoid"] = ActivationOperators.HardSigmoid,
        ["Gelu"] = ActivationOperators.Gelu,
        ["Swish"] = ActivationOperators.Swish,
        ["Shrink"] = ActivationOperators.Shrink,
        ["Clip"] = ActivationOperators.Clip,
        ["Pow"] = PowerOperators.Pow,
        ["Add"] = ArithmeticOperators.Add,
        ["Sum"] = ArithmeticOperators.Add,
        ["Sub"] = ArithmeticOperators.Sub,
        ["Mul"] = ArithmeticOperators.Mul,
        ["Div"] = ArithmeticOperators.Div,
        ["Mean"] = ArithmeticOperators.Mean,
        ["Max"] = ArithmeticOperators.Max,
        ["Min"] = ArithmeticOperators.Min,
        ["Identity"] = ShapeOperators.Pass,
        ["Cast"] = ShapeOperators.Cast,
        ["Shape"] = ShapeOperators.Shape,
        ["Reshape"] = ShapeOperators.Reshape,
        ["Flatten"] = ShapeOperators.Flatten,
        ["Squeeze"] = ShapeOperators.Squeeze,
        ["Unsqueeze"] = ShapeOperators.Unsqueeze,
        ["Transpose"] = ShapeOperators.Transpose,
        ["Slice"] = SliceOperators.Slice,
        ["Split"] = SliceOperators.Split,
        ["Gather"] = SliceOperators.Gather,
        ["Concat"] = SliceOperators.Concat,
        ["Pad"] = PadOperators.Pad,
        ["Expand"] = ExpandOperators.Expand,
        ["Resize"] = ResizeOperators.Resize,
        ["Upsample"] = ResizeOperators.Upsample,
        ["DepthToSpace"] = DepthOperators.DepthToSpace,
        ["SpaceToDepth"] = DepthOperators.SpaceToDepth,
    };

    static OperatorTable()
    {
        foreach (var name in ActivationOperators.Names.Keys)
            s_operators.Add(name, ActivationOperators.Named);
        foreach (var name in (string[])["Mean", "Sum", "Max", "Min", "L1", "L2", "SumSquare", "LogSum", "LogSumExp"])
            s_operators.Add("Reduce" + name, ReductionOperators.Reduce);
    }

    /// <summary>The names of all operators on data.</summary>
    public static IEnumerable<string> Names => s_operators.Keys;

    /// <summary>Imports a node.</summary>
    public static void Import(ImportNode node)
    {
        if (node.Operator != "Shape" && node.IsAllConstant && ConstantFolding.Knows(node.Operator))
            node.Output(ConstantFolding.Compute(node));
        else if (s_operators.TryGetValue(node.Operator, out var import))
            import(node);
        else
            throw node.Refuse($"the operator {node.Operator}", "an operator that can't be imported", "take it out of the model, or replace it by others");
    }
}
