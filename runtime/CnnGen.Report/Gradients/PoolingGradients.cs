namespace CnnGen.Report.Gradients;

/// <summary>Poolings.</summary>
internal static class PoolingGradients
{
    public static void MaxPooling2D(LayerStep step) => Maximum(step, WindowOf(step.InputSize(), step.Layer));

    public static void GlobalMaxPooling2D(LayerStep step) => Maximum(step, Global(step));

    public static void GlobalAveragePooling2D(LayerStep step) => Average(step, Global(step), step.InputSize().Pixels);

    public static void AveragePooling2D(LayerStep step)
    {
        var window = WindowOf(step.InputSize(), step.Layer);
        Average(step, window, step.Settings.Flag("CountPadding") ? window.Size.Height * window.Size.Width : null);
    }

    /// <summary>The window of a pooling: what it sees of its input.</summary>
    public static SlidingWindow WindowOf(Volume input, NetworkLayer layer)
    {
        var settings = layer.Settings;
        return SlidingWindow.Of(
            input, layer.Output, (settings.Whole("PoolHeight"), settings.Whole("PoolWidth")), (settings.Whole("StrideY"), settings.Whole("StrideX")), (1, 1), settings.Object("Padding"));
    }

    private static SlidingWindow Global(LayerStep step)
    {
        var input = step.InputSize();
        return new(input, new Volume(1, 1, input.Channels), (input.Height, input.Width), (1, 1), (1, 1), (0, 0));
    }

    /// <summary>To the first of several equal elements, as in training.</summary>
    private static void Maximum(LayerStep step, SlidingWindow window)
    {
        var (input, gradient, channels) = (step.Input(), step.InputGradient(), window.Input.Channels);
        for (var pixel = 0; pixel < window.Output.Pixels; pixel++)
        {
            var seen = window.Taps(pixel / window.Output.Width, pixel % window.Output.Width).Select(tap => tap.Pixel).ToArray();
            for (var c = 0; c < channels; c++)
            {
                var best = seen[0];
                foreach (var candidate in seen)
                {
                    if (input[candidate * channels + c] > input[best * channels + c])
                        best = candidate;
                }

                gradient[best * channels + c] += step.OutputGradient[pixel * channels + c];
            }
        }
    }

    /// <param name="divisor">What sums are divided by; null for the elements that lie on the image.</param>
    private static void Average(LayerStep step, SlidingWindow window, int? divisor)
    {
        var (gradient, channels) = (step.InputGradient(), window.Input.Channels);
        for (var pixel = 0; pixel < window.Output.Pixels; pixel++)
        {
            var seen = window.Taps(pixel / window.Output.Width, pixel % window.Output.Width).Select(tap => tap.Pixel).ToArray();
            foreach (var inPixel in seen)
                Vectors.AddScaled(step.OutputGradient.AsSpan(pixel * channels, channels), 1f / (divisor ?? seen.Length), gradient.AsSpan(inPixel * channels, channels));
        }
    }
}
