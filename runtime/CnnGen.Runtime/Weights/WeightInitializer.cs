namespace CnnGen;

/// <summary>Gives parameters the first values that the description names, by Keras's formulas.</summary>
internal static class WeightInitializer
{
    /// <summary>The deviation of a normal distribution of deviation 1 without what is beyond 2.</summary>
    private const double DeviationOfTruncated = 0.87962566103423978;

    /// <summary>Fills all parameters. Each is a function of the seed and its place in the description.</summary>
    public static void Fill(WeightStore store, ulong seed)
    {
        Fill(store.Description, store.Values, seed);
        store.Changed();
    }

    /// <summary>Fills all parameters in the layout of the network.</summary>
    public static void Fill(NetworkDescription description, Span<float> values, ulong seed)
    {
        var parameters = description.Parameters;
        for (var i = 0; i < parameters.Length; i++)
            Fill(values.Slice(parameters[i].Offset, parameters[i].Length), parameters[i], seed, (uint)i);
    }

    /// <summary>Fills one parameter.</summary>
    /// <param name="stream">The parameter's place.</param>
    internal static void Fill(Span<float> values, ParameterDescription parameter, ulong seed, uint stream)
    {
        var arguments = parameter.InitializerArguments;
        switch (parameter.Initializer, arguments.Length)
        {
            case ("zeros", 0):
                values.Clear();
                break;
            case ("ones", 0):
                values.Fill(1);
                break;
            case ("constant", 1):
                values.Fill((float)arguments[0]);
                break;
            case ("random_uniform", 2):
                Philox.FillUniform(values, (float)arguments[0], (float)arguments[1], seed, RandomPurpose.Initialization, stream);
                break;
            case ("random_normal", 2):
                Philox.FillNormal(values, arguments[0], arguments[1], seed, RandomPurpose.Initialization, stream);
                break;
            case ("truncated_normal", 2):
                Philox.FillTruncatedNormal(values, arguments[0], arguments[1], seed, RandomPurpose.Initialization, stream);
                break;
            case ("orthogonal", 1):
                OrthogonalMatrix.Fill(values, parameter.Shape[^1], arguments[0], seed, stream);
                break;
            case ("identity", 1):
                FillIdentity(values, parameter.Shape, (float)arguments[0]);
                break;
            default:
                if (Scaling(parameter) is not var (scale, mode, distribution))
                    throw Unknown(parameter);
                Scale(values, scale, Fan(parameter, mode), distribution, seed, stream);
                break;
        }
    }

    /// <summary>A kernel whose output i is the input i in the middle of its window.</summary>
    private static void FillIdentity(Span<float> values, int[] shape, float gain)
    {
        values.Clear();
        var window = shape.AsSpan()[..^2];
        int middle = 0;
        foreach (int side in window) middle = (middle * side) + ((side - 1) / 2);
        var matrix = values.Slice(middle * shape[^2] * shape[^1], shape[^2] * shape[^1]);
        for (int i = 0; i < Math.Min(shape[^2], shape[^1]); i++) matrix[(i * shape[^1]) + i] = gain;
    }

    /// <summary>
    /// X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010;
    /// K. He et al., "Delving Deep into Rectifiers", ICCV 2015; Y. LeCun et al., "Efficient BackProp", 1998: all of them scale the variance.
    /// </summary>
    private static (double Scale, string Mode, string Distribution)? Scaling(ParameterDescription parameter) =>
        (parameter.Initializer.Split('/'), parameter.InitializerArguments) switch
        {
            (["glorot_uniform"], []) => (1, "fan_avg", "uniform"),
            (["glorot_normal"], []) => (1, "fan_avg", "truncated_normal"),
            (["he_uniform"], []) => (2, "fan_in", "uniform"),
            (["he_normal"], []) => (2, "fan_in", "truncated_normal"),
            (["lecun_uniform"], []) => (1, "fan_in", "uniform"),
            (["lecun_normal"], []) => (1, "fan_in", "truncated_normal"),
            (["variance_scaling", "fan_in" or "fan_out" or "fan_avg", "uniform" or "truncated_normal" or "untruncated_normal"] words, [var scale]) =>
                (scale, words[1], words[2]),
            _ => null,
        };

    private static double Fan(ParameterDescription parameter, string mode) => Math.Max(1, mode switch
    {
        "fan_in" => parameter.FanIn,
        "fan_out" => parameter.FanOut,
        _ => ((double)parameter.FanIn + parameter.FanOut) / 2,
    });

    private static void Scale(Span<float> values, double scale, double fan, string distribution, ulong seed, uint stream)
    {
        switch (distribution)
        {
            case "uniform":
                var limit = (float)Math.Sqrt(3 * scale / fan);
                Philox.FillUniform(values, -limit, limit, seed, RandomPurpose.Initialization, stream);
                break;
            case "truncated_normal":
                Philox.FillTruncatedNormal(values, 0, Math.Sqrt(scale / fan) / DeviationOfTruncated, seed, RandomPurpose.Initialization, stream);
                break;
            default:
                Philox.FillNormal(values, 0, Math.Sqrt(scale / fan), seed, RandomPurpose.Initialization, stream);
                break;
        }
    }

    private static InvalidOperationException Unknown(ParameterDescription parameter) => new(
        $"Parameter {parameter.Name} asks for the initializer \"{parameter.Initializer}\" with {parameter.InitializerArguments.Length} numbers, which this runtime does not know. " +
        "Use the CnnGen package of the generator that made the code.");
}
