namespace CnnGen.Layers.Tests.Losses;

/// <summary>
/// Each loss fused with the activation before it, behind probabilities that another layer reads too, and over logits; of vectors and of images; with classes
/// that fill vectors and that do not.
/// </summary>
public sealed class LossCases : ICases
{
    private static readonly string[] s_categorical =
    [
        "\"type\": \"sparse_categorical_crossentropy\"",
        "\"type\": \"sparse_categorical_crossentropy\", \"label_smoothing\": 0.1",
        "\"type\": \"categorical_crossentropy\"",
        "\"type\": \"categorical_crossentropy\", \"label_smoothing\": 0.2",
        "\"type\": \"sparse_categorical_focal_crossentropy\"",
        "\"type\": \"categorical_focal_crossentropy\", \"alpha\": 0.5, \"gamma\": 1.5, \"label_smoothing\": 0.1",
    ];

    private static readonly string[] s_binary =
    [
        "\"type\": \"binary_crossentropy\"",
        "\"type\": \"binary_crossentropy\", \"label_smoothing\": 0.1",
        "\"type\": \"binary_focal_crossentropy\"",
        "\"type\": \"binary_focal_crossentropy\", \"apply_class_balancing\": true, \"alpha\": 0.3, \"gamma\": 0.5, \"label_smoothing\": 0.1",
    ];

    private static readonly string[] s_errors = ["\"type\": \"mae\"", "\"type\": \"mean_squared_error\"", "\"type\": \"huber\"", "\"type\": \"huber\", \"delta\": 0.2"];

    private static readonly string[] s_boxes = ["\"type\": \"iou\"", "\"type\": \"giou\"", "\"type\": \"ciou\"", "\"type\": \"mse\"", "\"type\": \"mae\"", "\"type\": \"huber\", \"delta\": 0.1"];

    public static IEnumerable<LayerCase> All
    {
        get
        {
            int[] units = [3, 10, 16, 17, 8, 37];
            int n = 0;
            foreach (var (losses, activation) in ((string[], string)[])[(s_categorical, "softmax"), (s_binary, "sigmoid")])
            {
                foreach (string loss in losses)
                {
                    yield return Vector($"Fused{n}", units[n % 6], activation, loss);
                    yield return Vector($"Logits{n}", units[(n + 1) % 6], "linear", loss + ", \"from_logits\": true");
                    yield return ReadByAnother($"Probabilities{n}", units[(n + 2) % 6], activation, loss);
                    if (n % 3 == 0) yield return Image($"Image{n}", units[(n + 3) % 6], activation, loss);
                    n++;
                }
            }

            foreach (string loss in s_errors)
            {
                yield return Vector($"Error{n}", units[n % 6], "linear", loss);
                if (n % 3 == 0) yield return Image($"ErrorImage{n}", units[(n + 1) % 6], "tanh", loss);
                n++;
            }

            foreach (string loss in s_boxes)
            {
                yield return Box($"Box{n}", "linear", loss);
                yield return Box($"BoxInside{n}", "sigmoid", loss);
                n++;
            }

            yield return Vector("OneUnit", 1, "sigmoid", s_binary[0]);
            yield return Vector("OneUnitOfLogits", 1, "linear", s_binary[0] + ", \"from_logits\": true");
            yield return new LayerCase(
                "SoftmaxLayer", (3, 4, 2),
                """{ "type": "Flatten" }, { "type": "Dense", "units": 5 }, { "type": "Activation", "activation": "softmax" }""",
                """ "compile": { "loss": "sparse_categorical_crossentropy" } """);
            yield return new LayerCase(
                "SigmoidLayer", (3, 4, 2),
                """{ "type": "Conv2D", "filters": 3, "kernel_size": 2 }, { "type": "Activation", "activation": "sigmoid", "kind": "values" }""",
                """ "compile": { "loss": "binary_crossentropy" } """);
        }
    }

    private static LayerCase Vector(string name, int units, string activation, string loss) => new(
        name, (3, 3, 2),
        $$"""{ "type": "Flatten" }, { "type": "Dense", "units": {{units}}, "activation": "{{activation}}" }""",
        $$"""
        "compile": { "loss": { {{loss}} } }
        """);

    /// <summary>Two heads, so that a box is not the first of an image's targets. Some images have none.</summary>
    private static LayerCase Box(string name, string activation, string loss) => new(
        name, (3, 3, 2),
        """{ "type": "Flatten" }""",
        $$"""
        "heads": {
          "a": { "layers": [ { "type": "Dense", "name": "classes", "units": 3, "activation": "softmax", "inputs": ["flatten_1"] } ] },
          "b": { "layers": [ { "type": "Dense", "units": 4, "activation": "{{activation}}", "inputs": ["flatten_1"] } ], "kind": "bounding_box" }
        },
        "compile": { "loss": { "a": "sparse_categorical_crossentropy", "b": { {{loss}} } }, "loss_weights": [0.8, 0.2] }
        """);

    private static LayerCase ReadByAnother(string name, int units, string activation, string loss) => new(
        name, (3, 3, 2),
        """{ "type": "Flatten" }""",
        $$"""
        "heads": {
          "a": { "layers": [ { "type": "Dense", "name": "probabilities", "units": {{units}}, "activation": "{{activation}}" } ] },
          "b": { "layers": [ { "type": "Dense", "units": 2, "inputs": ["probabilities"] } ] }
        },
        "compile": { "loss": { "a": { {{loss}} }, "b": { "type": "huber", "delta": 0.3 } }, "loss_weights": [0.5, 2] }
        """);

    private static LayerCase Image(string name, int filters, string activation, string loss) => new(
        name, (4, 3, 2),
        $$"""{ "type": "Conv2D", "filters": {{filters}}, "kernel_size": 2, "activation": "{{activation}}", "kind": "values" }""",
        $$"""
        "compile": { "loss": { {{loss}} } }
        """);
}

public sealed class LossTests : LayerTests<LossCases>;
