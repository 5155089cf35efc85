using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Everything the emitter writes down, decided. The cache boundary of the pipeline: equal plans give equal text, and nothing in it
/// knows where the models.json stood or how it was laid out.
/// </summary>
/// <param name="Parameters">All parameters with their places, in the order of the layers.</param>
/// <param name="ArenaOffsets">Names and places of the buffers in a worker's arena.</param>
/// <param name="Activations">Where each layer's output is while predicting, in the order of the layers.</param>
/// <param name="Predict">The calls of a prediction.</param>
/// <param name="Features">The calls that make of images the output of <paramref name="FeatureLayer"/>; empty where there is none.</param>
/// <param name="Inspect">The calls of a prediction that leaves every layer's output in the arena; empty where predicting does so itself.</param>
/// <param name="Evaluate">The calls of an evaluation; empty without "compile".</param>
/// <param name="Train">The calls of a training step, forward then backward; empty without "compile".</param>
/// <param name="PhaseEnds">Where a training step waits for the whole batch, in the order of <paramref name="Train"/>.</param>
/// <param name="WorkLength">Floats at the start of an arena that a call may use while it runs.</param>
/// <param name="SumsLength">Floats behind each chunk's gradients.</param>
/// <param name="KeptArenaLength">Floats of what a block keeps from one phase to another.</param>
/// <param name="Derive">Statements that write weights in other forms, one part each: first those that predicting reads.</param>
/// <param name="PredictDerivedTasks">How many of them predicting reads.</param>
/// <param name="UntrainedDerivedTasks">How many of these training does not read: the first ones.</param>
/// <param name="FeatureLayer">The layer whose output training can start from, as nothing before it is trained at first; null where there is none.</param>
/// <param name="SpecHash">SHA-256 of what a weight file must fit.</param>
internal sealed record NetworkPlan(
    NetworkGraph Graph,
    EquatableArray<ParameterPlan> Parameters,
    int WeightsLength,
    int DerivedLength,
    int BlockSize,
    int PredictBlockSize,
    int GradientChunks,
    int WorkLength,
    int PredictArenaLength,
    int InspectArenaLength,
    int TrainArenaLength,
    EquatableArray<NamedOffset> ArenaOffsets,
    EquatableArray<ActivationPlan> Activations,
    EquatableArray<Call> Predict,
    EquatableArray<Call> Features,
    EquatableArray<Call> Inspect,
    EquatableArray<Call> Evaluate,
    EquatableArray<Call> Train,
    EquatableArray<PhaseEnd> PhaseEnds,
    int SumsLength,
    int KeptArenaLength,
    EquatableArray<string> Derive,
    int PredictDerivedLength,
    int PredictDerivedTasks,
    int UntrainedDerivedTasks,
    LayerNode? FeatureLayer,
    string SpecHash)
{
    // Below this threads would wait for each other longer than they work: about a tenth of a millisecond of one.
    private const long FewestMultiplyAdds = 8_000_000;

    /// <summary>The plan for GPUs, where there is one. Its arena is that of a single image.</summary>
    public NetworkPlan? Gpu { get; init; }

    /// <summary>The layers whose weights the forms are that training reads, in the order of <paramref name="Derive"/>.</summary>
    public EquatableArray<int> DerivedLayers { get; init; } = EquatableArray<int>.Empty;

    /// <summary>Floats of the largest tensor of one image.</summary>
    public int LargestTensor { get; init; }

    /// <summary>Of a plan for GPUs: the calls that write weights in other forms, in the order of <paramref name="Derive"/>.</summary>
    public EquatableArray<Call> DeriveOnGpu { get; init; } = EquatableArray<Call>.Empty;

    public bool Trains => Graph.Compile is not null;

    /// <summary>Whether threads share the work for one image.</summary>
    public bool SharesImages => Graph.Layers.Sum(layer => layer.MultiplyAdds) >= FewestMultiplyAdds && Predict.Any(call => call.Kernel is { Parts: > 1 });
}

/// <param name="Constant">The name of the constant that holds the offset: "Conv2D1Kernel".</param>
/// <param name="Offset">In floats.</param>
internal sealed record ParameterPlan(LayerNode Layer, ParameterNode Parameter, string Constant, int Offset)
{
    /// <summary>Whether training changes it by its gradient.</summary>
    public bool IsTrained => Layer.Trainable && !Parameter.IsObserved;

    /// <summary>Whether there is code for its gradient.</summary>
    public bool HasGradient => Layer.Trainability != Trainability.Never && !Parameter.IsObserved;
}

internal sealed record NamedOffset(string Name, int Offset);

/// <param name="Buffer">The name of the buffer in the arena, or null where the output is not kept there.</param>
internal sealed record ActivationPlan(string? Buffer, int InteriorOffset, int ImageStride, int RowStride);
