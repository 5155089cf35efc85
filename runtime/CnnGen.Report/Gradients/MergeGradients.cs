namespace CnnGen.Report.Gradients;

/// <summary>Layers that join branches. An input of one row or one column stands for all of them.</summary>
internal static class MergeGradients
{
    public static void Add(LayerStep step) => Each(step, (_, _) => 1);

    public static void Subtract(LayerStep step) => Each(step, (input, _) => input == 0 ? 1 : -1);

    public static void Average(LayerStep step) => Each(step, (_, _) => 1f / step.Inputs);

    public static void Multiply(LayerStep step)
    {
        var values = Values(step);
        Each(step, (input, i) =>
        {
            var product = 1f;
            for (var other = 0; other < values.Length; other++)
            {
                if (other != input)
                    product *= values[other](i);
            }

            return product;
        });
    }

    /// <summary>The first input over the others.</summary>
    public static void Divide(LayerStep step)
    {
        var (values, output) = (Values(step), step.Output);
        Each(step, (input, i) => input > 0 ? -output[i] / values[input](i) : 1 / values.Skip(1).Aggregate(1f, (product, value) => product * value(i)));
    }

    public static void Maximum(LayerStep step) => Extreme(step, 1);

    public static void Minimum(LayerStep step) => Extreme(step, -1);

    /// <summary>To the first of several equal elements.</summary>
    /// <param name="sign">1 for the largest, -1 for the smallest.</param>
    private static void Extreme(LayerStep step, int sign)
    {
        var values = Values(step);
        Each(step, (input, i) =>
        {
            var own = sign * values[input](i);
            for (var other = 0; other < values.Length; other++)
            {
                if (other < input ? sign * values[other](i) >= own : sign * values[other](i) > own)
                    return 0;
            }

            return 1;
        });
    }

    public static void Concatenate(LayerStep step)
    {
        var axis = step.Settings.Whole("Axis");
        var onChannels = !step.OutputSize.HasPlaces || axis is -1 or 3;
        var onRows = !onChannels && axis is 1 or -3;
        var before = 0;
        for (var input = 0; input < step.Inputs; input++)
        {
            var size = step.InputSize(input);
            var (top, left, first) = onChannels ? (0, 0, before) : onRows ? (before, 0, 0) : (0, before, 0);
            ShapeGradients.AddRegion(step, input, (row, column, channel) => (row + top, column + left, channel + first));
            before += onChannels ? size.Channels : onRows ? size.Height : size.Width;
        }
    }

    /// <param name="derivative">Of the output's element by an input's: from the number of the input and the place of the element in the output.</param>
    private static void Each(LayerStep step, Func<int, int, float> derivative)
    {
        for (var input = 0; input < step.Inputs; input++)
        {
            var (gradient, place) = (step.InputGradient(input), Place(step, input));
            for (var i = 0; i < step.OutputGradient.Length; i++)
                gradient[place(i)] += step.OutputGradient[i] * derivative(input, i);
        }
    }

    private static Func<int, float>[] Values(LayerStep step) => [.. Enumerable.Range(0, step.Inputs).Select(input =>
    {
        var (values, place) = (step.Input(input), Place(step, input));
        return (Func<int, float>)(i => values[place(i)]);
    })];

    /// <summary>The place in an input of an element of the output.</summary>
    private static Func<int, int> Place(LayerStep step, int input)
    {
        var (size, output) = (step.InputSize(input), step.OutputSize);
        if (size == output)
            return i => i;
        return i =>
        {
            var pixel = i / output.Channels;
            var row = size.Height == 1 ? 0 : pixel / output.Width;
            var column = size.Width == 1 ? 0 : pixel % output.Width;
            return (row * size.Width + column) * size.Channels + i % output.Channels;
        };
    }
}
