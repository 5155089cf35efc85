namespace CnnGen;

/// <summary>What the generated code says of a network: everything the runtime needs to hold, train, save and load it.</summary>
public sealed class NetworkDescription
{
    /// <summary>The version of the agreement between generated code and runtime that the code was generated for.</summary>
    public required int ContractVersion { get; init; }

    /// <summary>The network's name in models.json.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 (hex) of the inference graph: input, layers and their attributes, not compile, labels or algorithms.</summary>
    public required string SpecHash { get; init; }

    /// <summary>Height, width, channels.</summary>
    public required (int Height, int Width, int Channels) InputShape { get; init; }

    /// <summary>"rgb", "bgr", "gray", or null where models.json does not say.</summary>
    public string? ChannelOrder { get; init; }

    /// <summary>A byte becomes byte * scale + offset. One value, or one a channel.</summary>
    public required float[] InputScale { get; init; }

    /// <inheritdoc cref="InputScale"/>
    public required float[] InputOffset { get; init; }

    /// <summary>The layers in order.</summary>
    public required LayerDescription[] Layers { get; init; }

    /// <summary>All parameters, in the order of their offsets.</summary>
    public required ParameterDescription[] Parameters { get; init; }

    /// <summary>The outputs in the order of models.json.</summary>
    public required HeadDescription[] Heads { get; init; }

    /// <summary>Floats of the parameter buffer: each tensor starts at a multiple of 16 floats.</summary>
    public required int WeightsLength { get; init; }

    /// <summary>Floats of what <see cref="Network.DeriveWeights"/> writes.</summary>
    public required int DerivedLength { get; init; }

    /// <summary>Independent parts of <see cref="Network.DeriveWeights"/>.</summary>
    public required int DerivedTasks { get; init; }

    /// <summary>Floats of the beginning of it that predicting reads.</summary>
    public int PredictDerivedLength { get; init; }

    /// <summary>The parts that write this beginning: the first of <see cref="DerivedTasks"/>.</summary>
    public int PredictDerivedTasks { get; init; }

    /// <summary>The parts that a training step does not read: the first of <see cref="PredictDerivedTasks"/>.</summary>
    public int UntrainedDerivedTasks { get; init; }

    /// <summary>For each part that a training step reads, from <see cref="UntrainedDerivedTasks"/> on, the index of the layer whose weights it is made of.</summary>
    public int[] DerivedLayers { get; init; } = [];

    /// <summary>The most images that one call of the generated code takes.</summary>
    public required int BlockSize { get; init; }

    /// <summary>The same for <see cref="Network.PredictBlock"/>, where it is more; else 0.</summary>
    public int PredictBlockSize { get; init; }

    /// <summary>Parts that a training batch is cut into, whatever the number of threads; each has its own gradients, which are summed in order.</summary>
    public required int GradientChunks { get; init; }

    /// <summary>Floats at the start of a worker's arena that a call may use while it runs.</summary>
    public int WorkLength { get; init; }

    /// <summary>For each call of a prediction the parts that threads may compute apart.</summary>
    public int[] StepParts { get; init; } = [];

    /// <summary>Whether an image is work enough for threads to share it.</summary>
    public bool SharesImages { get; init; }

    /// <summary>Floats of a worker's arena for predicting; it is the beginning of the one for training.</summary>
    public required int PredictArenaLength { get; init; }

    /// <summary>Floats of a worker's arena for <see cref="Network.InspectBlock"/>; 0 where predicting leaves all outputs in its own.</summary>
    public int InspectArenaLength { get; init; }

    /// <summary>Floats of a worker's arena for training.</summary>
    public required int TrainArenaLength { get; init; }

    /// <summary>Floats of what each block of a batch keeps from one phase of a training step to another.</summary>
    public int KeptArenaLength { get; init; }

    /// <summary>Floats of sums behind each chunk's gradients: what phases gather and is no parameter's.</summary>
    public int SumsLength { get; init; }

    /// <summary>
    /// Where a training step stops until all chunks have come so far, in order; none where each chunk can go through in one piece.
    /// </summary>
    public PhaseEnd[] PhaseEnds { get; init; } = [];

    /// <summary>The layer whose output training can start from, because nothing before it is trained or random at first; -1 where there is none.</summary>
    public int FeatureLayer { get; init; } = -1;

    /// <summary>Floats of its output.</summary>
    public int FeatureLength { get; init; }

    /// <summary>The name of the network that this one is built on; null where there is none.</summary>
    public string? BaseName { get; init; }

    /// <summary>How many of the first layers are those of that network.</summary>
    public int BaseLayers { get; init; }

    /// <summary>Its <see cref="SpecHash"/>.</summary>
    public string? BaseSpecHash { get; init; }

    /// <summary>The generated enum of the layers, in the order of <see cref="Layers"/>; null where there is none.</summary>
    public Type? LayerType { get; init; }

    /// <summary>The optimizer that "compile" names; null where the network has no "compile" and can't be trained.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>The layer table that <c>Summary</c> prints.</summary>
    public required string Summary { get; init; }

    /// <summary>Floats of one image.</summary>
    public int InputLength => InputShape.Height * InputShape.Width * InputShape.Channels;

    /// <summary>Floats of the outputs of one image, all heads together.</summary>
    public int OutputLength => Heads.Sum(head => head.Length);

    /// <summary>Floats of the targets of one image, all heads together.</summary>
    public int TargetLength => Heads.Sum(head => head.TargetLength);

    /// <summary>The index of the layer that has the parameter; -1 where it is none of <see cref="Layers"/>.</summary>
    internal int LayerOf(ParameterDescription parameter)
    {
        var layer = parameter.Name.AsSpan(0, Math.Max(parameter.Name.LastIndexOf('.'), 0));
        for (var index = 0; index < Layers.Length; index++)
        {
            if (layer.SequenceEqual(Layers[index].Name))
                return index;
        }

        return -1;
    }

    /// <summary>Where the boxes among an image's targets begin, in order.</summary>
    internal int[] BoxTargets()
    {
        var (starts, start) = (new List<int>(), 0);
        foreach (var head in Heads)
        {
            if (head.Kind == HeadKind.BoundingBox)
                starts.Add(start);
            start += head.TargetLength;
        }

        return [.. starts];
    }
}

/// <summary>A call of a prediction.</summary>
/// <param name="Layers">The layers that it computes: "conv2d_1 and activation_1"; empty where it copies images or outputs.</param>
/// <param name="Algorithm">How, in a word or two: "Winograd 4 x 4"; empty where there is but one way.</param>
/// <param name="MultiplyAdds">Multiply-adds of an image as the layers' definitions have them; 0 where an earlier call of the layers has them.</param>
public sealed record StepDescription(string Layers, string Algorithm, long MultiplyAdds);

/// <summary>A layer, by the name that models.json and weight files use.</summary>
/// <param name="Name">"conv2d_1".</param>
/// <param name="Kind">"Conv2D".</param>
/// <param name="OutputShape">[height, width, channels] or [length].</param>
/// <param name="ActivationOffset">Where the layer's output lies in the arena, in floats from the start; -1 where it is not kept.</param>
/// <param name="ActivationImageStride">Floats from one image's output to the next one's.</param>
/// <param name="ActivationRowStride">Floats from one row of the output to the next; rows may have a border between them.</param>
public sealed record LayerDescription(
    string Name, string Kind, int[] OutputShape, int ActivationOffset, int ActivationImageStride, int ActivationRowStride);

/// <summary>A tensor that a network keeps: trained, or observed by training as a moving average.</summary>
/// <param name="Name">"conv2d_1.kernel".</param>
/// <param name="Offset">Where it starts in the parameter buffer, in floats.</param>
/// <param name="Shape">HWIO for a convolution's kernel, [in, out] for a dense layer's.</param>
/// <param name="Initializer">
/// Keras's name: "zeros", "ones", "constant", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal", "random_uniform",
/// "random_normal", "truncated_normal", or "variance_scaling" with mode and distribution: "variance_scaling/fan_in/uniform".
/// </param>
/// <param name="FanIn">Inputs that meet in one output element.</param>
/// <param name="FanOut">Outputs that one input element reaches.</param>
/// <param name="Trainable">Whether the optimizer changes it at first, where a run of training does not say otherwise.</param>
public sealed record ParameterDescription(
    string Name, int Offset, int[] Shape, string Initializer, int FanIn, int FanOut, bool Trainable)
{
    /// <summary>Whether there is code for its gradient, so that a run of training may change it even if it is not <see cref="Trainable"/>.</summary>
    public bool HasGradient { get; init; } = Trainable;

    /// <summary>
    /// The initializer's numbers: the value of "constant"; the bounds of "random_uniform"; mean and deviation of the normal ones; the scale of
    /// "variance_scaling"; the gain of "orthogonal" and "identity".
    /// </summary>
    public double[] InitializerArguments { get; init; } = [];

    /// <summary>The loss has L1 * sum |w| added, where the optimizer changes the tensor.</summary>
    public double L1 { get; init; }

    /// <summary>The loss has L2 * sum w^2 added, where the optimizer changes the tensor.</summary>
    public double L2 { get; init; }

    /// <summary>Elements.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, dimension) => product * dimension);
}

/// <summary>
/// The end of a phase of a training step: what the chunks have summed up is gathered over the whole batch, for the phases behind to read in
/// <see cref="Block.Totals"/>.
/// </summary>
/// <param name="Moments">Means and variances.</param>
/// <param name="Sums">Gradients that are needed as the sum over all chunks.</param>
public sealed record PhaseEnd(BatchMoments[] Moments, ChunkSum[] Sums)
{
    /// <summary>The index of the layer that needs it: nothing is gathered where training begins behind that.</summary>
    public int Layer { get; init; }
}

/// <summary>
/// The mean and the variance of each channel over a batch. Each chunk leaves its mean and its sum of squared deviations in its gradients, at the places of
/// the two moving averages; gathered, the places hold the batch's mean and (biased) variance.
/// </summary>
/// <param name="Mean">Offset of the moving mean.</param>
/// <param name="Variance">Offset of the moving variance.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Elements">Elements of a channel in one image.</param>
/// <param name="Momentum">The part of a moving average that a step keeps, from 0 to below 1.</param>
public sealed record BatchMoments(int Mean, int Variance, int Channels, int Elements, double Momentum);

/// <summary>A range of the gradients.</summary>
/// <param name="Offset">Its start, a multiple of 16.</param>
/// <param name="Length">Floats.</param>
public sealed record ChunkSum(int Offset, int Length);
