using System.Text.Json.Nodes;

namespace CnnGen.Import.Keras;

/// <summary>Translates layers one by one: the kinds are Keras's own, so that mostly the same keys are written again.</summary>
internal static class KerasTranslator
{
    private static readonly KerasParameter s_kernel = new("kernel", "kernel");
    private static readonly KerasParameter s_bias = new("bias", "bias");

    private static readonly Dictionary<string, Func<KerasLayer, bool, KerasTranslation>> s_kinds = new(StringComparer.Ordinal)
    {
        ["Conv2D"] = (layer, _) => new("Conv2D", Convolution(layer, "filters", "groups"), WithBias(layer, s_kernel)),
        ["Convolution2D"] = (layer, _) => new("Conv2D", Convolution(layer, "filters", "groups"), WithBias(layer, s_kernel)),
        ["DepthwiseConv2D"] = (layer, _) => new("DepthwiseConv2D", Convolution(layer, "depth_multiplier"), WithBias(layer, new KerasParameter("kernel", "depthwise_kernel", "kernel"))),
        ["SeparableConv2D"] = (layer, _) => new(
            "SeparableConv2D", Convolution(layer, "filters", "depth_multiplier"),
            WithBias(layer, new KerasParameter("depthwise_kernel", "depthwise_kernel"), new KerasParameter("pointwise_kernel", "pointwise_kernel"))),
        ["Conv2DTranspose"] = (layer, _) => new("Conv2DTranspose", Convolution(layer, "filters", "output_padding"), WithBias(layer, s_kernel)),
        ["Dense"] = Dense,
        ["BatchNormalization"] = (layer, _) => new(
            "BatchNormalization", Normalization(layer, "momentum"), [.. Scaled(layer), new("moving_mean", "moving_mean"), new("moving_variance", "moving_variance")]),
        ["LayerNormalization"] = (layer, _) => new("LayerNormalization", Normalization(layer), Scaled(layer)),
        ["GroupNormalization"] = (layer, _) => new("GroupNormalization", Normalization(layer, "groups"), Scaled(layer)),
        ["Activation"] = (layer, _) => new("Activation", new JsonObject { ["activation"] = Activation(layer) }),
        ["ReLU"] = (layer, _) => new("ReLU", Copied(layer, "max_value", "negative_slope", "threshold")),
        ["LeakyReLU"] = (layer, _) => new("LeakyReLU", new JsonObject { ["negative_slope"] = layer.Number("negative_slope") ?? layer.Number("alpha") ?? 0.3 }),
        ["ELU"] = (layer, _) => new("ELU", Copied(layer, "alpha")),
        ["PReLU"] = (layer, _) => new("PReLU", Copied(layer, "shared_axes"), new KerasParameter("alpha", "alpha")),
        ["Softmax"] = (layer, _) => new("Activation", new JsonObject { ["activation"] = "softmax" }),
        ["Dropout"] = (layer, _) => new("Dropout", Copied(layer, "rate")),
        ["SpatialDropout2D"] = (layer, _) => new("SpatialDropout2D", Copied(layer, "rate")),
        ["MaxPooling2D"] = (layer, _) => new("MaxPooling2D", Pooling(layer)),
        ["AveragePooling2D"] = (layer, _) => new("AveragePooling2D", Pooling(layer)),
        ["GlobalAveragePooling2D"] = (layer, _) => new("GlobalAveragePooling2D", Copied(layer, "keepdims")) { GivesVector = !layer.Flag("keepdims", false) },
        ["GlobalMaxPooling2D"] = (layer, _) => new("GlobalMaxPooling2D", Copied(layer, "keepdims")) { GivesVector = !layer.Flag("keepdims", false) },
        ["Flatten"] = (_, _) => new("Flatten", []) { GivesVector = true },
        ["Reshape"] = (layer, _) => new("Reshape", Copied(layer, "target_shape")) { GivesVector = layer.Config["target_shape"] is JsonArray { Count: 1 } },
        ["ZeroPadding2D"] = (layer, _) => new("ZeroPadding2D", Copied(layer, "padding")),
        ["Cropping2D"] = (layer, _) => new("Cropping2D", Copied(layer, "cropping")),
        ["UpSampling2D"] = (layer, _) => new("UpSampling2D", Copied(layer, "size", "interpolation")),
        ["Rescaling"] = (layer, _) => new("Rescaling", Copied(layer, "scale", "offset")),
        ["Concatenate"] = (layer, _) => new("Concatenate", Copied(layer, "axis")),
        ["Add"] = (_, _) => new("Add", []),
        ["Subtract"] = (_, _) => new("Subtract", []),
        ["Multiply"] = (_, _) => new("Multiply", []),
        ["Average"] = (_, _) => new("Average", []),
        ["Maximum"] = (_, _) => new("Maximum", []),
        ["InputLayer"] = (_, _) => new(null, []),
    };

    /// <param name="isVector">Whether the layer's input is a vector.</param>
    /// <exception cref="ImportException">There is no such kind in CnnGen, or not with these settings.</exception>
    public static KerasTranslation Translate(KerasLayer layer, bool isVector)
    {
        if (!s_kinds.TryGetValue(layer.ClassName, out var translate))
        {
            throw new ImportException(
                layer.ClassName, $"The layer \"{layer.Name}\" is a {layer.ClassName}, which has no counterpart in CnnGen; expected one of {string.Join(", ", s_kinds.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (layer.Text("data_format", "channels_last") != "channels_last")
            throw layer.Refuse("data_format", "\"channels_last\": save the model with it");
        return translate(layer, isVector);
    }

    /// <summary>A dense layer connects the last axis: over an image that is a convolution of one pixel.</summary>
    private static KerasTranslation Dense(KerasLayer layer, bool isVector)
    {
        var settings = isVector
            ? new JsonObject { ["units"] = layer.Whole("units", 0) }
            : new JsonObject { ["filters"] = layer.Whole("units", 0), ["kernel_size"] = 1 };
        AddWeights(layer, settings);
        return new KerasTranslation(isVector ? "Dense" : "Conv2D", settings, WithBias(layer, s_kernel)) { GivesVector = isVector, IsDenseOverPixels = !isVector };
    }

    private static JsonObject Convolution(KerasLayer layer, params ReadOnlySpan<string> keys)
    {
        var settings = new JsonObject();
        foreach (var key in keys)
        {
            if (key == "filters" || layer.Whole(key, 1) != 1)
                settings[key] = layer.Config[key]?.DeepClone();
        }

        var kernel = layer.Size("kernel_size", (1, 1));
        settings["kernel_size"] = Size(kernel);
        AddSize(layer, settings, "strides");
        AddSize(layer, settings, "dilation_rate");
        AddPadding(layer, settings);
        AddWeights(layer, settings);
        return settings;
    }

    private static JsonObject Pooling(KerasLayer layer)
    {
        var pool = layer.Size("pool_size", (2, 2));
        var strides = layer.Size("strides", pool);
        var settings = new JsonObject { ["pool_size"] = Size(pool) };
        if (strides != pool)
            settings["strides"] = Size(strides);
        AddPadding(layer, settings);
        return settings;
    }

    private static JsonObject Normalization(KerasLayer layer, params ReadOnlySpan<string> keys)
    {
        if (layer.Config["axis"] is { } axis && axis.ToJsonString() is not ("-1" or "3" or "[3]" or "[-1]" or "1" or "[1]"))
            throw layer.Refuse("axis", "the last one, -1");
        var settings = new JsonObject();
        foreach (var key in keys)
            settings[key] = layer.Config[key]?.DeepClone();
        settings["epsilon"] = layer.Number("epsilon") ?? 1e-3;
        foreach (var key in (ReadOnlySpan<string>)["center", "scale"])
        {
            if (!layer.Flag(key, true))
                settings[key] = false;
        }

        return settings;
    }

    private static JsonObject Copied(KerasLayer layer, params ReadOnlySpan<string> keys)
    {
        var settings = new JsonObject();
        foreach (var key in keys)
        {
            if (layer.Config[key] is { } value)
                settings[key] = value.DeepClone();
        }

        return settings;
    }

    private static void AddSize(KerasLayer layer, JsonObject settings, string key)
    {
        if (layer.Size(key, (1, 1)) is var size && size != (1, 1))
            settings[key] = Size(size);
    }

    private static void AddPadding(KerasLayer layer, JsonObject settings)
    {
        var padding = layer.Text("padding", "valid");
        if (padding is not ("valid" or "same"))
            throw layer.Refuse("padding", "\"valid\" or \"same\"");
        if (padding == "same")
            settings["padding"] = padding;
    }

    private static void AddWeights(KerasLayer layer, JsonObject settings)
    {
        if (!layer.Flag("use_bias", true))
            settings["use_bias"] = false;
        if (Activation(layer) is var activation && activation != "linear")
            settings["activation"] = activation;
    }

    /// <summary>Names of functions are CnnGen's too, but for Keras's "leaky_relu", which has a slope of its own there.</summary>
    private static string Activation(KerasLayer layer) => layer.Text("activation", "linear") switch
    {
        "swish" => "silu",
        "leaky_relu" or "relu_6" or "glu" or "sparsemax" or "sparse_plus" or "squareplus" or "threshold" => throw layer.Refuse("activation", "a function that CnnGen has: write the layer by hand"),
        var name => name,
    };

    private static KerasParameter[] WithBias(KerasLayer layer, params KerasParameter[] kernels) => layer.Flag("use_bias", true) ? [.. kernels, s_bias] : kernels;

    private static KerasParameter[] Scaled(KerasLayer layer) =>
    [
        .. layer.Flag("scale", true) ? [new KerasParameter("gamma", "gamma")] : Array.Empty<KerasParameter>(),
        .. layer.Flag("center", true) ? [new KerasParameter("beta", "beta")] : Array.Empty<KerasParameter>(),
    ];

    private static JsonNode Size((int Height, int Width) size) => size.Height == size.Width ? JsonValue.Create(size.Height) : new JsonArray(size.Height, size.Width);
}
