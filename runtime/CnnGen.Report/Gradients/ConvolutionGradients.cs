namespace CnnGen.Report.Gradients;

/// <summary>Layers of weighted sums.</summary>
internal static class ConvolutionGradients
{
    public static void Conv2D(LayerStep step) => Back(step, [new WindowProduct(Window(step), step.Needed("kernel"), step.Settings.Whole("Groups"))]);

    /// <summary>Each channel is a group of its own.</summary>
    public static void DepthwiseConv2D(LayerStep step) => Back(step, [new WindowProduct(Window(step), step.Needed("kernel"), step.InputSize().Channels)]);

    public static void SeparableConv2D(LayerStep step)
    {
        var between = step.OutputSize with { Channels = step.InputSize().Channels * step.Settings.Whole("DepthMultiplier") };
        Back(step, [
            new WindowProduct(Window(step) with { Output = between }, step.Needed("depthwise_kernel"), step.InputSize().Channels),
            new WindowProduct(Point(between, step.OutputSize), step.Needed("pointwise_kernel"), 1),
        ]);
    }

    public static void Dense(LayerStep step) => Back(step, [new WindowProduct(Point(step.InputSize() with { Height = 1, Width = 1, Channels = step.InputSize().Length }, step.OutputSize), step.Needed("kernel"), 1)]);

    /// <summary>The window of a convolution: what it sees of its input.</summary>
    public static SlidingWindow WindowOf(Volume input, NetworkLayer layer)
    {
        var settings = layer.Settings;
        return SlidingWindow.Of(
            input, layer.Output, settings.Has("Kernel") ? settings.Size("Kernel") : (settings.Whole("KernelHeight"), settings.Whole("KernelWidth")),
            settings.Has("Strides") ? settings.Size("Strides") : (settings.Whole("StrideY"), settings.Whole("StrideX")),
            settings.Size("Dilation"), settings.Object("Padding"));
    }

    private static SlidingWindow Window(LayerStep step) => WindowOf(step.InputSize(), step.Layer);

    private static SlidingWindow Point(Volume input, Volume output) => new(input, output, (1, 1), (1, 1), (1, 1), (0, 0));

    /// <summary>Back through the activation, then through products that follow one another.</summary>
    private static void Back(LayerStep step, WindowProduct[] products)
    {
        Activations.Back(step, step.Settings.Text("Activation"), () => Sums(step, products));
        var gradient = step.OutputGradient;
        for (var i = products.Length - 1; i >= 0; i--)
        {
            var before = i == 0 ? step.InputGradient() : new float[products[i].Window.Input.Length];
            products[i].Back(gradient, before);
            gradient = before;
        }
    }

    /// <summary>What goes into the activation.</summary>
    private static float[] Sums(LayerStep step, WindowProduct[] products)
    {
        var values = step.Input();
        foreach (var product in products)
        {
            var next = new float[product.Window.Output.Length];
            product.Forward(values, next);
            values = next;
        }

        if (step.Parameter("bias") is { } bias)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] += bias[i % bias.Length];
        }

        return values;
    }
}
