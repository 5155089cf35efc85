using System.ComponentModel;
using CnnGen.Gpu;

namespace CnnGen;

/// <content>What is generated where a project asks for GPU code (<c>CnnGenGpu</c>). Each pass takes the whole batch as one block.</content>
public abstract partial class Network
{
    /// <summary>What the code needs on a device; null where the network was generated without it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual GpuDescription? GpuCode => null;

    /// <inheritdoc cref="PredictBlock"/>
    protected internal virtual void PredictOnGpu(GpuBlock block) => throw NoGpuCode();

    /// <inheritdoc cref="InspectBlock"/>
    protected internal virtual void InspectOnGpu(GpuBlock block) => PredictOnGpu(block);

    /// <inheritdoc cref="FeatureBlock"/>
    protected internal virtual void FeaturesOnGpu(GpuBlock block) => throw NoGpuCode();

    /// <inheritdoc cref="EvaluateBlock"/>
    protected internal virtual void EvaluateOnGpu(GpuBlock block) => throw NoGpuCode();

    /// <summary>Takes a batch forward in training mode, writes the losses, goes back and writes the gradients. Writes the outputs too.</summary>
    protected internal virtual void TrainOnGpu(GpuBlock block) => throw NoGpuCode();

    /// <summary>Writes the weights in the other forms that kernels read.</summary>
    /// <param name="block">Weights and the place of their other forms.</param>
    /// <param name="training">Whether those that a training step reads, else those of predicting.</param>
    protected internal virtual void DeriveOnGpu(GpuBlock block, bool training) => throw NoGpuCode();

    private InvalidOperationException NoGpuCode() => new(
        $"{Description.Name} was generated without GPU code. Set <CnnGenGpu>true</CnnGenGpu> in the project that declares it, reference CnnGen.Ilgpu there, and build again.");
}
