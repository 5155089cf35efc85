namespace CnnGen.Report.Gradients;

/// <summary>Layers that treat each element by itself.</summary>
internal static class ElementGradients
{
    /// <summary>As it predicts: with the moving averages, so that a channel is multiplied by one number.</summary>
    public static void BatchNormalization(LayerStep step)
    {
        var variance = step.Needed("moving_variance");
        var gamma = step.Parameter("gamma");
        var epsilon = step.Settings.Number("Epsilon");
        Map(step, i => (gamma is null ? 1 : gamma[i % gamma.Length]) / (float)Math.Sqrt(variance[i % variance.Length] + epsilon));
    }

    public static void Normalization(LayerStep step)
    {
        var variance = step.Settings.Numbers("Variance");
        Map(step, i => (float)(1 / Math.Max(Math.Sqrt(variance[i % variance.Length]), 1e-7)));
    }

    public static void Rescaling(LayerStep step)
    {
        var scale = step.Settings.Numbers("Scale");
        Map(step, i => (float)scale[i % scale.Length]);
    }

    public static void Activation(LayerStep step)
    {
        Activations.Back(step, step.Settings.Text("Activation"), () => step.Input());
        Map(step, _ => 1);
    }

    public static void ReLU(LayerStep step)
    {
        var settings = step.Settings;
        var most = settings.Has("MaxValue") ? settings.Number("MaxValue") : double.PositiveInfinity;
        var (slope, threshold) = ((float)settings.Number("NegativeSlope"), settings.Number("Threshold"));
        OfInput(step, x => x >= most ? 0 : x > threshold ? 1 : slope);
    }

    public static void LeakyReLU(LayerStep step)
    {
        var slope = (float)step.Settings.Number("NegativeSlope");
        OfInput(step, x => x > 0 ? 1 : slope);
    }

    public static void ELU(LayerStep step)
    {
        var alpha = (float)step.Settings.Number("Alpha");
        OfInput(step, x => x > 0 ? 1 : alpha * MathF.Exp(x));
    }

    public static void Clip(LayerStep step)
    {
        var (low, high) = (step.Settings.Number("Minimum"), step.Settings.Number("Maximum"));
        OfInput(step, x => x >= low && x <= high ? 1 : 0);
    }

    public static void Shrink(LayerStep step)
    {
        var lambda = step.Settings.Number("Lambda");
        OfInput(step, x => Math.Abs(x) > lambda ? 1 : 0);
    }

    /// <summary>Where the gradient starts, the score is what goes into it.</summary>
    public static void LogSoftmax(LayerStep step)
    {
        if (!step.IsStart)
        {
            var channels = step.OutputSize.Channels;
            for (var pixel = 0; pixel < step.Output.Length; pixel += channels)
            {
                var gradient = step.OutputGradient.AsSpan(pixel, channels);
                var sum = Vectors.Dot(gradient, Enumerable.Repeat(1f, channels).ToArray());
                for (var c = 0; c < channels; c++)
                    gradient[c] -= MathF.Exp(step.Output[pixel + c]) * sum;
            }
        }

        Map(step, _ => 1);
    }

    public static void PReLU(LayerStep step)
    {
        var (input, alpha, place) = (step.Input(), step.Needed("alpha"), SharedPlace(step));
        Map(step, i => input[i] > 0 ? 1 : alpha[place(i)]);
    }

    public static void Affine(LayerStep step)
    {
        var place = SharedPlace(step);
        Map(step, step.Parameter("gamma") is { } gamma ? i => gamma[place(i)] : _ => 1);
    }

    /// <summary>The place among a layer's parameters of an element's own: each element has one, or rows and columns share them.</summary>
    private static Func<int, int> SharedPlace(LayerStep step)
    {
        var size = step.OutputSize;
        var rows = step.Settings.Flag("SharesRows") ? 0 : 1;
        var columns = step.Settings.Flag("SharesColumns") ? 0 : 1;
        var width = columns == 0 ? 1 : size.Width;
        return i =>
        {
            var pixel = i / size.Channels;
            return (pixel / size.Width * rows * width + pixel % size.Width * columns) * size.Channels + i % size.Channels;
        };
    }

    private static void OfInput(LayerStep step, Func<float, float> derivative)
    {
        var input = step.Input();
        Map(step, i => derivative(input[i]));
    }

    private static void Map(LayerStep step, Func<int, float> derivative)
    {
        var (gradient, from) = (step.InputGradient(), step.OutputGradient);
        for (var i = 0; i < from.Length; i++)
            gradient[i] += from[i] * derivative(i);
    }
}
