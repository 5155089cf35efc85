using System.ComponentModel;

namespace CnnGen;

/// <summary>
/// The losses of a block of images, for generated code. Each returns the sum of its images' losses and, unless the
/// gradient is null, writes the gradient of (scale x that sum) by what it was given. Images lie one after another.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Losses
{
    // Keras's epsilon: the smallest probability that has a finite logarithm.
    private const float Epsilon = 1e-7f;

    /// <summary>
    /// Softmax and cross-entropy in one: -log softmax(x)[class] = log(sum exp(x - max)) + max - x[class]. The logits become
    /// probabilities, in place; the gradient by the logits is (probability - one-hot) x scale.
    /// </summary>
    public static double SoftmaxCrossentropy(float* logits, float* target, int targetStride, float* gradient, int classes, int batch, float scale)
    {
        double loss = 0;
        for (int n = 0; n < batch; n++, logits += classes, target += targetStride)
        {
            int label = (int)*target;
            float logit = logits[label];
            Softmax.Row(logits, classes, out float max, out float sum);
            loss += Math.Log(sum) + (double)max - logit;
            if (gradient is null) continue;
            for (int c = 0; c < classes; c++) gradient[c] = logits[c] * scale;
            gradient[label] -= scale;
            gradient += classes;
        }

        return loss;
    }

    /// <summary>Cross-entropy of probabilities, which are kept away from 0 and 1 as Keras does.</summary>
    public static double CrossentropyOfProbabilities(
        float* probabilities, float* target, int targetStride, float* gradient, int classes, int batch, float scale)
    {
        double loss = 0;
        for (int n = 0; n < batch; n++, probabilities += classes, target += targetStride)
        {
            int label = (int)*target;
            float probability = probabilities[label];
            float clipped = Math.Clamp(probability, Epsilon, 1 - Epsilon);
            loss -= Math.Log(clipped);
            if (gradient is null) continue;
            new Span<float>(gradient, classes).Clear();
            if (clipped == probability) gradient[label] = -scale / clipped;
            gradient += classes;
        }

        return loss;
    }

    /// <summary>The mean over the outputs of the squared difference; the gradient is 2 (output - target) x scale / length.</summary>
    public static double MeanSquaredError(float* output, float* target, int targetStride, float* gradient, int length, int batch, float scale)
    {
        double loss = 0;
        float factor = 2 * scale / length;
        for (int n = 0; n < batch; n++, output += length, target += targetStride)
        {
            double sum = 0;
            for (int i = 0; i < length; i++)
            {
                float difference = output[i] - target[i];
                sum += (double)difference * difference;
                if (gradient is not null) gradient[i] = difference * factor;
            }

            loss += sum / length;
            if (gradient is not null) gradient += length;
        }

        return loss;
    }
}
