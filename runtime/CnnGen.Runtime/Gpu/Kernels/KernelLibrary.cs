namespace CnnGen.Gpu;

/// <summary>The kernels that do not depend on a network: those of CnnGen.Ilgpu.</summary>
internal static class KernelLibrary
{
    /// <summary>Threads of a group that reduces to one number.</summary>
    public const int ReducingThreads = 256;

    public static GpuProgram Softmax { get; } = Of("SoftmaxKernels", "Forward", "WideForward", "LogForward", "WideLogForward", "Backward", "WideBackward", "LogBackward", "WideLogBackward");

    public static GpuProgram LocalResponseNormalization { get; } = Of("LocalResponseNormalizationKernels", "Forward", "Backward");

    public static GpuProgram Dropout { get; } = Of("DropoutKernels", "Mask");

    public static GpuProgram GroupStatistics { get; } = Of("GroupStatisticsKernels", "Merge", "AddGradients", "MergeGradients");

    public static GpuProgram Folding { get; } = Of("FoldingKernels", "Normalization");

    public static GpuProgram CategoricalLoss { get; } = Of("CategoricalLossKernels", "OfImages", "OfLargeImages", "OfManyClasses");

    public static GpuProgram ElementLoss { get; } = Of("ElementLossKernels", "OfImages", "OfLargeImages");

    public static GpuProgram BoxLoss { get; } = Of("BoxLossKernels", "OfImages");

    public static GpuProgram Weights { get; } = Of("WeightKernels", "Prepare", "Penalty", "Move");

    public static GpuProgram Optimizers { get; } = Of("OptimizerKernels", "Descent", "Momentum", "Adam", "RmsProp", "Adagrad", "Lion");

    /// <summary>All of them, for whoever compiles them beforehand.</summary>
    public static GpuProgram[] All => [Softmax, LocalResponseNormalization, Dropout, GroupStatistics, Folding, CategoricalLoss, ElementLoss, BoxLoss, Weights, Optimizers];

    private static GpuProgram Of(string owner, params string[] kernels) => new(null, $"CnnGen.Ilgpu.Kernels.{owner}", kernels);
}
