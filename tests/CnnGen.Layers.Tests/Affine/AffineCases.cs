namespace CnnGen.Layers.Tests;

/// <summary>Numbers of each element, row, column and channel; one of the two alone; none.</summary>
public sealed class AffineCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            string[] axes = ["", "1", "2", "1, 2"];
            for (int i = 0; i < axes.Length; i++)
            {
                yield return LayerCase.AfterFeatures(
                    $"Affine_{i}", (2, 3, i % 2 == 0 ? 17 : 5),
                    $$"""{ "type": "Affine", "shared_axes": [{{axes[i]}}] }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""");
            }

            yield return LayerCase.AfterFeatures("Affine_OfVector", (1, 2, 9), """{ "type": "Flatten" }, { "type": "Affine" }""");
            yield return LayerCase.AfterFeatures("Affine_Factors", (2, 2, 3), """{ "type": "Affine", "center": false }""");
            yield return LayerCase.AfterFeatures("Affine_Offsets", (2, 2, 3), """{ "type": "Affine", "scale": false, "shared_axes": [1, 2] }""");
            yield return LayerCase.AfterFeatures("Affine_Nothing", (2, 2, 3), """{ "type": "Affine", "scale": false, "center": false }""");
            yield return LayerCase.ReadTwice("Second_Affine", (2, 2, 5), """{ "type": "Affine" }""", """{ "type": "Activation", "activation": "tanh" }""");
        }
    }
}

public sealed class AffineTests : LayerTests<AffineCases>;
