using System.ComponentModel;

namespace CnnGen;

/// <summary>
/// The losses of a block of images, for generated code, with Keras 3's definitions. Each returns the weighted sum of its images' losses and, where
/// there is room for it, writes the gradient.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Losses
{
    /// <summary>Keras's epsilon: probabilities that a loss is given are kept so far from 0 and 1.</summary>
    internal const float Epsilon = 1e-7f;

    /// <summary>Cross-entropy; a pixel's target is the index of its class.</summary>
    public static double SparseCategoricalCrossentropy(in LossImages images, LossInput input, float smoothing) =>
        images.Sum(new CategoricalLoss<Unfocused>(input, true, smoothing, 1, 0));

    /// <summary>Cross-entropy; a pixel's target is a probability a class.</summary>
    public static double CategoricalCrossentropy(in LossImages images, LossInput input, float smoothing) =>
        images.Sum(new CategoricalLoss<Unfocused>(input, false, smoothing, 1, 0));

    /// <summary>Focal cross-entropy; a pixel's target is the index of its class.</summary>
    public static double SparseCategoricalFocalCrossentropy(in LossImages images, LossInput input, float smoothing, float alpha, float gamma) =>
        images.Sum(new CategoricalLoss<Focal>(input, true, smoothing, alpha, gamma));

    /// <summary>Focal cross-entropy; a pixel's target is a probability a class.</summary>
    public static double CategoricalFocalCrossentropy(in LossImages images, LossInput input, float smoothing, float alpha, float gamma) =>
        images.Sum(new CategoricalLoss<Focal>(input, false, smoothing, alpha, gamma));

    /// <summary>Binary cross-entropy, the mean over the outputs; the target is a probability for each.</summary>
    public static double BinaryCrossentropy(in LossImages images, LossInput input, float smoothing) =>
        images.Sum(new ElementMean<BinaryLoss<Unfocused>>(new(input, smoothing, float.NaN, 0)));

    /// <summary>Focal binary cross-entropy, the mean over the outputs; the target is a probability for each.</summary>
    /// <param name="images">The images.</param>
    /// <param name="input">What the outputs are.</param>
    /// <param name="smoothing">Part of each target that is drawn towards 1/2.</param>
    /// <param name="alpha">The weight of positive targets, 1 - alpha that of the others; NaN: all have the weight 1.</param>
    /// <param name="gamma">The power.</param>
    public static double BinaryFocalCrossentropy(in LossImages images, LossInput input, float smoothing, float alpha, float gamma) =>
        images.Sum(new ElementMean<BinaryLoss<Focal>>(new(input, smoothing, alpha, gamma)));

    /// <summary>The mean over the outputs of (output - target)^2.</summary>
    public static double MeanSquaredError(in LossImages images) => images.Sum(new ElementMean<SquaredErrorLoss>(default));

    /// <summary>The mean over the outputs of |output - target|.</summary>
    public static double MeanAbsoluteError(in LossImages images) => images.Sum(new ElementMean<AbsoluteErrorLoss>(default));

    /// <summary>The mean over the outputs of Huber's loss: quadratic up to an error of delta, linear beyond.</summary>
    public static double Huber(in LossImages images, float delta) => images.Sum(new ElementMean<HuberLoss>(new HuberLoss(delta)));

    /// <summary>1 - IoU of the predicted and the true box.</summary>
    public static double IntersectionOverUnion(in LossImages images) => images.Sum(new BoxLoss(BoxPenalty.None));

    /// <summary>1 - GIoU of the predicted and the true box.</summary>
    public static double GeneralizedIntersectionOverUnion(in LossImages images) => images.Sum(new BoxLoss(BoxPenalty.Enclosing));

    /// <summary>1 - CIoU of the predicted and the true box.</summary>
    public static double CompleteIntersectionOverUnion(in LossImages images) => images.Sum(new BoxLoss(BoxPenalty.Complete));
}
