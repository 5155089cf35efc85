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

    /// <summary>A slope for each element, or for each channel where rows and columns share them.</summary>
    public static void PReLU(LayerStep step)
    {
        var alpha = step.Needed("alpha");
        var (input, size) = (step.Input(), step.OutputSize);
        var rows = step.Settings.Flag("SharesRows") ? 0 : 1;
        var columns = step.Settings.Flag("SharesColumns") ? 0 : 1;
        var width = columns == 0 ? 1 : size.Width;
        Map(step, i =>
        {
            var pixel = i / size.Channels;
            var slope = alpha[(pixel / size.Width * rows * width + pixel % size.Width * columns) * size.Channels + i % size.Channels];
            return input[i] > 0 ? 1 : slope;
        });
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
