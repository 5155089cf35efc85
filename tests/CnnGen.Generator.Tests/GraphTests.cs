using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Conv2D;

namespace CnnGen.Generator.Tests;

public sealed class GraphTests
{
    private static readonly NetworkGraph s_digits = Declared.Graphs(Declared.RootModels).Single(graph => graph.Name == "Digits");
    private static readonly NetworkGraph s_locator = Declared.Graphs(Declared.RootModels).Single(graph => graph.Name == "Locator");

    [Fact]
    public void Digits_has_the_layers_of_the_course()
    {
        Assert.Equal("CnnGen.Samples", s_digits.Namespace);
        Assert.Equal(
            [
                "conv2d_1 Conv2D1 26 x 26 x 32", "max_pooling2d_1 MaxPooling2D1 13 x 13 x 32", "conv2d_2 Conv2D2 11 x 11 x 64",
                "max_pooling2d_2 MaxPooling2D2 5 x 5 x 64", "flatten_1 Flatten1 1600", "dropout_1 Dropout1 1600", "digit Digit 10",
            ],
            s_digits.Layers.Select(layer => $"{layer.Name} {layer.Identifier} {layer.OutputShape}"));
        Assert.Equal([-1, 0, 1, 2, 3, 4, 5], s_digits.Layers.Select(layer => layer.Inputs.Single()));
    }
}
