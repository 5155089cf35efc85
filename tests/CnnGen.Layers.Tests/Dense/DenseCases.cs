namespace CnnGen.Layers.Tests;

/// <summary>Sizes that fill vectors and that do not.</summary>
public sealed class DenseCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            (int In, int Out)[] sizes = [(1, 1), (3, 17), (16, 33), (17, 3), (33, 1), (40, 10), (7, 100), (130, 64), (9, 48)];
            string[] activations = ["linear", "relu", "sigmoid", "tanh"];
            int n = 0;
            foreach (var (inputs, outputs) in sizes)
            {
                yield return new LayerCase(
                    $"Dense{n}_{inputs}to{outputs}", (1, 1, inputs),
                    $$"""
                    { "type": "Flatten" }, { "type": "Dense", "units": {{inputs}}, "activation": "tanh" },
                    { "type": "Dense", "units": {{outputs}}, "activation": "{{activations[n++ % 4]}}", "kind": "values" }
                    """);
            }
        }
    }
}

public sealed class DenseTests : LayerTests<DenseCases>;
