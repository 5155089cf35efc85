using System.Reflection;
using System.Text.Json;
using CnnGen.Generator.Plan;

namespace CnnGen.Benchmarks;

/// <summary>The networks of the models.json beside this program, generated and compiled in memory when they are asked for.</summary>
internal static class BenchmarkedNetworks
{
    private const ulong Seed = 7;

    private static readonly Dictionary<string, (NetworkPlan Plan, Assembly Assembly)> s_compiled = [];

    /// <summary>Multiply-adds of an image, as the definitions of the layers have them.</summary>
    public static long MultiplyAdds(string name) => Compiled(name).Plan.Graph.Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>An instance with random weights, and moving averages as of a trained network.</summary>
    public static Network Create(string name, Device device)
    {
        var network = GeneratedNetworks.Create(Compiled(name).Assembly, name, device);
        network.ResetWeights(Seed);
        var random = new Random(1);
        foreach (var parameter in network.Description.Parameters)
        {
            var (low, high) = parameter.Name.Split('.')[^1] switch
            {
                "gamma" => (0.5f, 1.5f),
                "moving_variance" => (0.5f, 2f),
                "beta" or "bias" or "moving_mean" => (-0.2f, 0.2f),
                _ => (0f, 0f),
            };
            if (low == high) continue;
            foreach (ref float value in network.Store.Tensor(parameter)) value = low + ((high - low) * random.NextSingle());
        }

        return network;
    }

    /// <summary>Numbers from 0 to 1.</summary>
    public static float[] Images(Network network, int batch)
    {
        var random = new Random(2);
        var images = new float[batch * network.Description.InputLength];
        foreach (ref float value in images.AsSpan()) value = random.NextSingle();
        return images;
    }

    private static (NetworkPlan Plan, Assembly Assembly) Compiled(string name)
    {
        if (s_compiled.TryGetValue(name, out var compiled)) return compiled;
        var plan = GeneratedNetworks.Plan($$"""{ "models": { "{{name}}": {{Declaration(name)}} } }""").Single();
        return s_compiled[name] = (plan, Assembly.Load(GeneratedNetworks.Compile(GeneratedNetworks.Emit([plan]))));
    }

    private static string Declaration(string name)
    {
        using var stream = typeof(BenchmarkedNetworks).Assembly.GetManifestResourceStream("models.json")!;
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.GetProperty("models").GetProperty(name).GetRawText();
    }
}
