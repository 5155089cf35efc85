using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>What generated code says of a network's GPU code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GpuDescription
{
    /// <summary>The kernels that were generated for the network.</summary>
    public required GpuProgram Program { get; init; }

    /// <summary>Floats of the arena for each image while predicting. A multiple of 16.</summary>
    public required int PredictImageLength { get; init; }

    /// <summary>The same for <see cref="Network.InspectOnGpu"/>; 0 where predicting leaves all outputs in the arena.</summary>
    public required int InspectImageLength { get; init; }

    /// <summary>The same for training; its beginning is that of predicting.</summary>
    public required int TrainImageLength { get; init; }

    /// <summary>Floats of <see cref="GpuBlock.Work"/>, whatever the number of images.</summary>
    public required int WorkLength { get; init; }

    /// <summary>Floats of what <see cref="Network.DeriveOnGpu"/> writes; those of predicting are its beginning.</summary>
    public required int DerivedLength { get; init; }

    /// <summary>Floats behind the gradients.</summary>
    public required int SumsLength { get; init; }

    /// <summary>Where each layer's output is in the arena with room for one image, in the order of the layers; -1 where it is not kept there.</summary>
    public required int[] ActivationOffsets { get; init; }

    /// <summary>Floats from the start of the tensor to the first image's first element, behind its border.</summary>
    public required int[] ActivationBorders { get; init; }

    /// <summary>Floats from one row of an output to the next.</summary>
    public required int[] ActivationRowStrides { get; init; }
}
