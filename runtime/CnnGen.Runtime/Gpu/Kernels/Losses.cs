using System.ComponentModel;

namespace CnnGen.Gpu;

/// <inheritdoc cref="CnnGen.Losses"/>
/// <remarks>On a device each writes the loss of each image, times its weight, to <see cref="GpuBlock.Losses"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Losses
{
    // A thread takes so many pixels, outputs or classes of an image alone; more are a group's.
    private const int MostOfThread = 64;

    // Numbers of the element kernels.
    internal const int Binary = 0;
    internal const int Squared = 1;
    internal const int Absolute = 2;
    internal const int WithDelta = 3;

    /// <inheritdoc cref="CnnGen.Losses.SparseCategoricalCrossentropy"/>
    public static void SparseCategoricalCrossentropy(GpuBlock block, in GpuLossImages images, LossInput input, float smoothing) =>
        Categorical(block, images, GpuLossImages.IsSparse, input, smoothing, 1, 0);

    /// <inheritdoc cref="CnnGen.Losses.CategoricalCrossentropy"/>
    public static void CategoricalCrossentropy(GpuBlock block, in GpuLossImages images, LossInput input, float smoothing) =>
        Categorical(block, images, 0, input, smoothing, 1, 0);

    /// <inheritdoc cref="CnnGen.Losses.SparseCategoricalFocalCrossentropy"/>
    public static void SparseCategoricalFocalCrossentropy(GpuBlock block, in GpuLossImages images, LossInput input, float smoothing, float alpha, float gamma) =>
        Categorical(block, images, GpuLossImages.IsSparse | GpuLossImages.IsFocal, input, smoothing, alpha, gamma);

    /// <inheritdoc cref="CnnGen.Losses.CategoricalFocalCrossentropy"/>
    public static void CategoricalFocalCrossentropy(GpuBlock block, in GpuLossImages images, LossInput input, float smoothing, float alpha, float gamma) =>
        Categorical(block, images, GpuLossImages.IsFocal, input, smoothing, alpha, gamma);

    /// <inheritdoc cref="CnnGen.Losses.BinaryCrossentropy"/>
    public static void BinaryCrossentropy(GpuBlock block, in GpuLossImages images, LossInput input, float smoothing) =>
        Elements(block, images, Binary, Flags(input), smoothing, 0, 0);

    /// <inheritdoc cref="CnnGen.Losses.BinaryFocalCrossentropy"/>
    public static void BinaryFocalCrossentropy(GpuBlock block, in GpuLossImages images, LossInput input, float smoothing, float alpha, float gamma) =>
        Elements(block, images, Binary, Flags(input) | GpuLossImages.IsFocal | (float.IsNaN(alpha) ? 0 : GpuLossImages.IsBalanced), smoothing, float.IsNaN(alpha) ? 0 : alpha, gamma);

    /// <inheritdoc cref="CnnGen.Losses.MeanSquaredError"/>
    public static void MeanSquaredError(GpuBlock block, in GpuLossImages images) => Elements(block, images, Squared, 0, 0, 0, 0);

    /// <inheritdoc cref="CnnGen.Losses.MeanAbsoluteError"/>
    public static void MeanAbsoluteError(GpuBlock block, in GpuLossImages images) => Elements(block, images, Absolute, 0, 0, 0, 0);

    /// <inheritdoc cref="CnnGen.Losses.Huber"/>
    public static void Huber(GpuBlock block, in GpuLossImages images, float delta) => Elements(block, images, WithDelta, 0, delta, 0, 0);

    /// <inheritdoc cref="CnnGen.Losses.IntersectionOverUnion"/>
    public static void IntersectionOverUnion(GpuBlock block, in GpuLossImages images) => Boxes(block, images, BoxPenalty.None);

    /// <inheritdoc cref="CnnGen.Losses.GeneralizedIntersectionOverUnion"/>
    public static void GeneralizedIntersectionOverUnion(GpuBlock block, in GpuLossImages images) => Boxes(block, images, BoxPenalty.Enclosing);

    /// <inheritdoc cref="CnnGen.Losses.CompleteIntersectionOverUnion"/>
    public static void CompleteIntersectionOverUnion(GpuBlock block, in GpuLossImages images) => Boxes(block, images, BoxPenalty.Complete);

    private static void Categorical(GpuBlock block, in GpuLossImages images, int kind, LossInput input, float smoothing, float alpha, float gamma)
    {
        // Threads share the pixels where there are many of them, else the classes.
        var sharesClasses = images.Pixels <= MostOfThread && images.Channels > MostOfThread;
        block.Queue.Launch(
            KernelLibrary.CategoricalLoss, sharesClasses ? 2 : Kernel(images.Pixels), Grid(sharesClasses ? images.Channels : images.Pixels, images.Count),
            images.Output, images.Target, images.Gradient, images.Weights, images.Losses, images.Count, images.Pixels, images.Channels, images.Heads, images.Targets,
            images.Flags | kind | Flags(input), smoothing, alpha, gamma, images.Scale);
    }

    private static void Elements(GpuBlock block, in GpuLossImages images, int kind, int flags, float smoothing, float alpha, float gamma)
    {
        var length = images.Pixels * images.Channels;
        block.Queue.Launch(
            KernelLibrary.ElementLoss, Kernel(length), Grid(length, images.Count),
            images.Output, images.Target, images.Gradient, images.Weights, images.Losses, images.Count, length, images.Heads, images.Targets,
            kind, images.Flags | flags, smoothing, alpha, gamma, images.Scale);
    }

    private static void Boxes(GpuBlock block, in GpuLossImages images, BoxPenalty penalty) => block.Queue.Launch(
        KernelLibrary.BoxLoss, 0, GpuGrid.Over(images.Count),
        images.Output, images.Target, images.Gradient, images.Weights, images.Losses, images.Count, images.Heads, images.Targets, (int)penalty, images.Flags, images.Scale);

    private static int Kernel(int length) => length <= MostOfThread ? 0 : 1;

    private static GpuGrid Grid(int length, int images) => length <= MostOfThread ? GpuGrid.Over(images) : new GpuGrid(images, 1, 1, KernelLibrary.ReducingThreads);

    private static int Flags(LossInput input) => input switch
    {
        LossInput.Probabilities => GpuLossImages.IsProbability,
        LossInput.FusedLogits => GpuLossImages.IsFused,
        _ => 0,
    };
}
