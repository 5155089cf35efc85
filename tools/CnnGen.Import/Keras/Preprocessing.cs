using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>What was done to images before a Keras model saw them, which its file does not say: the modes of Keras's preprocess_input.</summary>
public enum Preprocessing
{
    /// <summary>Nothing: 0 to 255, red first.</summary>
    None,

    /// <summary>Divided by 255.</summary>
    Unit,

    /// <summary>From -1 to 1: MobileNet, Inception, Xception.</summary>
    Tf,

    /// <summary>Blue first, less the means of ImageNet: VGG, ResNet.</summary>
    Caffe,

    /// <summary>Divided by 255, less the means of ImageNet, divided by its deviations: DenseNet.</summary>
    Torch,
}

/// <summary>The same as keys of "input".</summary>
public static class PreprocessingKeys
{
    /// <param name="preprocessing">One of the modes.</param>
    public static JsonObject Of(Preprocessing preprocessing) => preprocessing switch
    {
        Preprocessing.Unit => [],
        Preprocessing.Tf => new() { ["channels"] = "rgb", ["scale"] = 2 / 255.0, ["offset"] = -1 },
        Preprocessing.Caffe => new() { ["channels"] = "bgr", ["scale"] = 1, ["offset"] = new JsonArray(-103.939, -116.779, -123.68) },
        Preprocessing.Torch => new()
        {
            ["channels"] = "rgb",
            ["scale"] = new JsonArray(1 / (255 * 0.229), 1 / (255 * 0.224), 1 / (255 * 0.225)),
            ["offset"] = new JsonArray(-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225),
        },
        _ => new() { ["scale"] = 1 },
    };
}
