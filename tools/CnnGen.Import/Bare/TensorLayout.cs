namespace CnnGen.Import.Bare;

/// <summary>What a parameter is called in another library, and where its elements are there.</summary>
internal static class TensorLayout
{
    /// <summary>The names of a parameter behind that of its layer.</summary>
    public static IEnumerable<string> Names(WantedTensor wanted, WeightLayout layout)
    {
        if (layout == WeightLayout.Oihw)
        {
            yield return wanted.Name switch
            {
                "kernel" or "gamma" or "alpha" => "weight",
                "beta" => "bias",
                "moving_mean" => "running_mean",
                "moving_variance" => "running_var",
                var name => name,
            };
        }
        else if (wanted is { Kind: "DepthwiseConv2D", Name: "kernel" })
        {
            yield return "depthwise_kernel";
        }

        yield return wanted.Name;
    }

    /// <summary>The shape that the tensor must have in the file; null where only its length matters.</summary>
    public static int[]? ShapeInFile(WantedTensor wanted, WeightLayout layout)
    {
        var shape = wanted.Shape;
        if (layout == WeightLayout.Hwio)
            return wanted.Kind == "PReLU" ? null : [.. shape];
        return wanted switch
        {
            { Kind: "DepthwiseConv2D", Name: "kernel" } => [shape[2] * shape[3], 1, shape[0], shape[1]],
            { Kind: "Conv2D" or "Conv2DTranspose", Name: "kernel" } => [shape[3], shape[2], shape[0], shape[1]],
            { Kind: "Dense", Name: "kernel" } => [shape[1], shape[0]],
            { Kind: "PReLU" } => null,
            _ => [.. shape],
        };
    }

    /// <summary>The values in CnnGen's layout.</summary>
    public static float[] Convert(float[] values, WantedTensor wanted, WeightLayout layout)
    {
        if (layout == WeightLayout.Hwio || wanted.Name != "kernel")
            return values;
        var shape = wanted.Shape;
        return wanted.Kind switch
        {
            // [out or in][in or out][h][w]
            "Conv2D" or "Conv2DTranspose" => Gather(shape, (h, w, i, o) => (((((o * shape[2]) + i) * shape[0]) + h) * shape[1]) + w),
            // [channel * multiplier][1][h][w]
            "DepthwiseConv2D" => Gather(shape, (h, w, c, m) => (((((c * shape[3]) + m) * shape[0]) + h) * shape[1]) + w),
            "Dense" when wanted.Flattened is var (height, width, channels) =>
                Gather([height, width, channels, shape[1]], (h, w, c, o) => (o * shape[0]) + (((c * height) + h) * width) + w),
            "Dense" => Gather([1, 1, shape[0], shape[1]], (_, _, i, o) => (o * shape[0]) + i),
            _ => values,
        };

        float[] Gather(IReadOnlyList<int> sides, Func<int, int, int, int, int> place)
        {
            var result = new float[values.Length];
            var next = 0;
            for (var a = 0; a < sides[0]; a++)
            {
                for (var b = 0; b < sides[1]; b++)
                {
                    for (var c = 0; c < sides[2]; c++)
                    {
                        for (var d = 0; d < sides[3]; d++)
                            result[next++] = values[place(a, b, c, d)];
                    }
                }
            }

            return result;
        }
    }
}
