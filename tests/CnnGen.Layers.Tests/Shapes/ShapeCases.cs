namespace CnnGen.Layers.Tests;

/// <summary>Layers that move elements: as the last layer, with borders around input and output, and read with others.</summary>
public sealed class ShapeCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            const string Wide = """, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""";
            yield return LayerCase.AfterFeatures("Reshape_ToImage", (2, 3, 8), """{ "type": "Reshape", "target_shape": [4, 3, -1] }""" + Wide);
            yield return LayerCase.AfterFeatures("Reshape_ToVector", (2, 3, 5), """{ "type": "Reshape", "target_shape": [-1] }, { "type": "Dense", "units": 3 }""");
            yield return LayerCase.AfterFeatures("Reshape_Shared", (3, 2, 4), """{ "type": "Reshape", "target_shape": [1, 6, 4] }, { "type": "Activation", "activation": "square" }""");
            yield return new LayerCase(
                "Reshape_Borders", (3, 4, 6), """{ "type": "Conv2D", "name": "before", "filters": 6, "kernel_size": 1, "activation": "tanh" }""",
                """
                "heads": {
                  "a": { "layers": [ { "type": "Reshape", "target_shape": [4, 3, 6], "inputs": ["before"] }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" } ] },
                  "b": { "layers": [ { "type": "Conv2D", "filters": 3, "kernel_size": 3, "padding": "same", "inputs": ["before"] } ] }
                },
                "compile": { "loss": ["mse", "mse"] }
                """);
            yield return LayerCase.AfterFeatures("Zeros_1", (3, 2, 17), """{ "type": "ZeroPadding2D" }""" + Wide);
            yield return LayerCase.AfterFeatures("Zeros_Sides", (1, 3, 3), """{ "type": "ZeroPadding2D", "padding": [[0, 2], [3, 1]] }""");
            yield return LayerCase.AfterFeatures("Crop_Sides", (6, 5, 18), """{ "type": "Cropping2D", "cropping": [[1, 2], [0, 3]] }""" + Wide);
            yield return LayerCase.AfterFeatures("Crop_All", (3, 5, 1), """{ "type": "Cropping2D", "cropping": [1, 2] }""");
            yield return LayerCase.AfterFeatures("Channels_Behind", (2, 3, 17), """{ "type": "ChannelPadding", "after": 16 }""" + Wide);
            yield return LayerCase.AfterFeatures("Channels_Both", (1, 1, 3), """{ "type": "ChannelPadding", "before": 2, "after": 3 }""");
            yield return LayerCase.AfterFeatures("Channels_First", (2, 3, 19), """{ "type": "ChannelSlice", "size": 17 }""" + Wide);
            yield return LayerCase.AfterFeatures("Channels_Last", (1, 2, 19), """{ "type": "ChannelSlice", "begin": 18, "size": 1 }""");
            yield return LayerCase.AfterFeatures(
                "Channels_OfVector", (1, 2, 9), """{ "type": "Flatten" }, { "type": "ChannelSlice", "begin": 1, "size": 16 }, { "type": "Dense", "units": 2 }""");
            string[] orders = ["2, 1, 3", "1, 3, 2", "3, 1, 2", "2, 3, 1", "3, 2, 1", "1, 2, 3"];
            foreach (string order in orders)
            {
                yield return LayerCase.AfterFeatures(
                    $"Permute_{order.Replace(", ", "", StringComparison.Ordinal)}", (3, 4, 17), $$"""{ "type": "Permute", "dims": [{{order}}] }""" + Wide);
            }

            yield return LayerCase.AfterFeatures("Slice_2", (5, 4, 19), """{ "type": "StridedSlice", "strides": 2 }""" + Wide);
            yield return LayerCase.AfterFeatures("Slice_Begin", (7, 5, 3), """{ "type": "StridedSlice", "begin": [1, 4], "strides": [3, 9] }""");
            yield return LayerCase.AfterFeatures("Up_2", (2, 3, 17), """{ "type": "UpSampling2D" }""" + Wide);
            yield return LayerCase.AfterFeatures("Up_Many", (2, 1, 3), """{ "type": "UpSampling2D", "size": [9, 10] }""");
            yield return LayerCase.AfterFeatures("Bilinear_2", (3, 4, 17), """{ "type": "UpSampling2D", "interpolation": "bilinear" }""" + Wide);
            yield return LayerCase.AfterFeatures("Bilinear_3x1", (1, 3, 33), """{ "type": "UpSampling2D", "size": [3, 1], "interpolation": "bilinear" }""");
            foreach (string layer in (string[])[
                "\"type\": \"ZeroPadding2D\"", "\"type\": \"Cropping2D\", \"cropping\": 1", "\"type\": \"ChannelPadding\", \"before\": 1", "\"type\": \"StridedSlice\", \"strides\": 2",
                "\"type\": \"ChannelSlice\", \"begin\": 1, \"size\": 3", "\"type\": \"Permute\", \"dims\": [3, 1, 2]", "\"type\": \"Resizing\", \"size\": 5",
                "\"type\": \"UpSampling2D\"", "\"type\": \"UpSampling2D\", \"interpolation\": \"bilinear\""])
            {
                string name = layer.Split('"')[3] + (layer.Contains("bilinear", StringComparison.Ordinal) ? "Bilinear" : "");
                yield return LayerCase.ReadTwice("Second_" + name, (4, 3, 5), $"{{ {layer} }}", """{ "type": "Activation", "activation": "tanh" }""");
            }
        }
    }
}

public sealed class ShapeTests : LayerTests<ShapeCases>;
