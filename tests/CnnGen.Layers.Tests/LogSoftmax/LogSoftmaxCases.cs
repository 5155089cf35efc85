namespace CnnGen.Layers.Tests;

/// <summary>Few channels and more than a vector of them, an image with borders, a vector.</summary>
public sealed class LogSoftmaxCases : ICases
{
    public static IEnumerable<LayerCase> All =>
    [
        LayerCase.AfterFeatures("LogSoftmax_3", (2, 3, 3), """{ "type": "LogSoftmax" }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }"""),
        LayerCase.AfterFeatures("LogSoftmax_33", (1, 2, 33), """{ "type": "LogSoftmax" }"""),
        LayerCase.AfterFeatures("LogSoftmax_OfVector", (1, 2, 4), """{ "type": "Flatten" }, { "type": "LogSoftmax" }"""),
        LayerCase.ReadTwice("Second_LogSoftmax", (2, 2, 5), """{ "type": "LogSoftmax" }""", """{ "type": "Activation", "activation": "tanh" }"""),
    ];
}

public sealed class LogSoftmaxTests : LayerTests<LogSoftmaxCases>;
