namespace CnnGen;

/// <summary>Gives parameters the first values that the description names, by Keras's formulas.</summary>
internal static class WeightInitializer
{
    /// <summary>Fills all parameters. Each is a function of the seed and its place in the description.</summary>
    public static void Fill(WeightStore store, ulong seed)
    {
        var parameters = store.Description.Parameters;
        for (var i = 0; i < parameters.Length; i++)
            Fill(store.Tensor(parameters[i]), parameters[i], seed, (uint)i);
        store.Changed();
    }

    private static void Fill(Span<float> values, ParameterDescription parameter, ulong seed, uint stream)
    {
        switch (parameter.Initializer)
        {
            case "zeros":
                values.Clear();
                break;
            case "glorot_uniform":
                // X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.
                var limit = (float)Math.Sqrt(6.0 / (parameter.FanIn + parameter.FanOut));
                Philox.FillUniform(values, -limit, limit, seed, RandomPurpose.Initialization, stream);
                break;
            default:
                throw new InvalidOperationException(
                    $"Parameter {parameter.Name} asks for the initializer \"{parameter.Initializer}\"; this runtime knows \"zeros\" and \"glorot_uniform\". " +
                    "Use the CnnGen package of the generator that made the code.");
        }
    }
}
