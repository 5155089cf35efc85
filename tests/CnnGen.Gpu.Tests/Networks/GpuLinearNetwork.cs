using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Gpu.Tests.Networks;

/// <summary>The classifier of <see cref="LinearNetwork"/> with GPU code, as it would be generated.</summary>
internal sealed class GpuLinearNetwork(Device device, NetworkDescription? description = null) : LinearNetwork(description ?? Description(), device)
{
    private const int Mask = 0;
    private const int Gradient = 16;

    private static readonly GpuProgram s_kernels = new(
        typeof(LinearKernels).Assembly, typeof(LinearKernels).FullName!, [nameof(LinearKernels.Forward), nameof(LinearKernels.Backward), nameof(LinearKernels.Copy)]);

    public new static NetworkDescription Description() => Describe([Class("digit")]);

    protected internal override GpuDescription GpuCode { get; } = new()
    {
        Program = s_kernels,
        PredictImageLength = 16,
        InspectImageLength = 0,
        TrainImageLength = 32,
        WorkLength = 16,
        DerivedLength = 48,
        SumsLength = 0,
        LargestTensor = 6,
        Constants = [],
        ActivationOffsets = [-1, -1],
        ActivationBorders = [0, 0],
        ActivationRowStrides = [0, 0],
    };

    protected internal override void PredictOnGpu(GpuBlock block)
    {
        Forward(block, block.Input, isMasked: false);
        Softmax.Forward(block, block.Output, block.Count, 3, 1, 3, 1, 3);
    }

    protected internal override void EvaluateOnGpu(GpuBlock block)
    {
        Forward(block, block.Input, isMasked: false);
        Loss(block, null);
    }

    protected internal override void TrainOnGpu(GpuBlock block)
    {
        var mask = block.Arena + Mask;
        Dropout.Mask(block, mask, Inputs * block.Count, 0.25f, block.Seed, block.Step, 0, 0);
        Forward(block, mask, isMasked: true);
        Loss(block, block.Arena + Gradient);
        block.Queue.Launch(s_kernels, 1, GpuGrid.Over((Inputs + 1) * 3), block.Input, mask, block.Arena + Gradient, block.Gradients, block.Count);
    }

    protected internal override void DeriveOnGpu(GpuBlock block, bool training) =>
        block.Queue.Launch(s_kernels, 2, GpuGrid.Over(48), block.Weights, block.Derived, 48);

    private static void Forward(GpuBlock block, GpuView mask, bool isMasked) =>
        block.Queue.Launch(s_kernels, 0, GpuGrid.Over(block.Count * 3), block.Input, mask, block.Derived, block.Output, block.Count, isMasked ? 1 : 0);

    private static void Loss(GpuBlock block, GpuView? gradient) => Losses.SparseCategoricalCrossentropy(
        block, new(block, head: 0, heads: 1, target: 0, targets: 1, output: block.Output, gradient: gradient, pixels: 1, channels: 3, weight: 1f), LossInput.FusedLogits, smoothing: 0);
}
