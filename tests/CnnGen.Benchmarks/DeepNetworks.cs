using System.Text;

namespace CnnGen.Benchmarks;

/// <summary>Declarations of 100 layers.</summary>
internal static class DeepNetworks
{
    public static IEnumerable<(string Name, string Json)> All => [("Stages", Stages()), ("Different", Different())];

    /// <summary>Four stages of equal layers, as deep networks have them: most layers share a kernel.</summary>
    private static string Stages()
    {
        var layers = new StringBuilder();
        foreach (int channels in (int[])[16, 32, 64, 128])
        {
            for (int i = 0; i < 24; i++) Add(layers, $$"""{ "type": "Conv2D", "filters": {{channels}}, "kernel_size": 3, "padding": "same", "activation": "relu" }""");
            if (channels < 128) Add(layers, """{ "type": "MaxPooling2D" }""");
        }

        Add(layers, """{ "type": "Flatten" }""");
        Add(layers, """{ "type": "Dense", "units": 10, "activation": "softmax" }""");
        return Network("Stages", 32, layers);
    }

    /// <summary>No two convolutions are equal: the worst that a file can ask for.</summary>
    private static string Different()
    {
        var layers = new StringBuilder();
        for (int i = 0; i < 98; i++)
        {
            Add(layers, $$"""{ "type": "Conv2D", "filters": {{16 + (7 * i % 97)}}, "kernel_size": {{(i % 3 * 2) + 1}}, "padding": "same", "activation": "relu" }""");
        }

        Add(layers, """{ "type": "Flatten" }""");
        Add(layers, """{ "type": "Dense", "units": 10, "activation": "softmax" }""");
        return Network("Different", 16, layers);
    }

    private static void Add(StringBuilder layers, string layer) => layers.Append(layers.Length == 0 ? "" : ",\n").Append(layer);

    private static string Network(string name, int side, StringBuilder layers) =>
        $$"""{ "models": { "{{name}}": { "input": { "shape": [{{side}}, {{side}}, 3] }, "layers": [{{layers}}], "compile": { "loss": "sparse_categorical_crossentropy" } } } }""";
}
