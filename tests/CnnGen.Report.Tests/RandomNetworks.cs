namespace CnnGen.Report.Tests;

/// <summary>Networks whose weights are all different from what they start with, and images for them.</summary>
internal static class RandomNetworks
{
    public static T WithRandomWeights<T>(T network)
        where T : Network
    {
        var random = new Random(7);
        foreach (var parameter in network.Description.Parameters)
        {
            // Variances are positive.
            var low = parameter.Name.EndsWith("variance", StringComparison.Ordinal) ? 0.5 : -0.6;
            network.WriteTensor(parameter, [.. Enumerable.Range(0, parameter.Length).Select(_ => (float)(low + 1.1 * random.NextDouble()))]);
        }

        return network;
    }

    public static float[] Image(Network network, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, network.Description.InputLength).Select(_ => (float)random.NextDouble())];
    }
}
