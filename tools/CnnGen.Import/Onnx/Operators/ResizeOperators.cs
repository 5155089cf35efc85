using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Images of another size.</summary>
internal static class ResizeOperators
{
    public static void Upsample(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        double[] scales = node.Opset < 9 ? [.. node.Attribute("scales")?.Floats.Select(scale => (double)scale) ?? []] : Doubles(node.Constant(1));
        Resize(input, ScalesOf(input, scales, null), [], "asymmetric", "floor");
    }

    public static void Resize(ImportNode node)
    {
        var input = SpatialInput.Of(node);
        var (scales, sizes) = node.Opset < 11 ? (node.ConstantOrNull(1), null) : (node.ConstantOrNull(2), node.WholesInput(3));
        var coordinates = node.Opset < 11 ? "asymmetric" : node.Text("coordinate_transformation_mode", "half_pixel");
        if (coordinates == "tf_crop_and_resize")
            throw node.Refuse("a resized crop", "the coordinates tf_crop_and_resize", "whole images can be resized");
        var axes = node.Wholes("axes");
        var rounding = node.Opset < 11 ? "floor" : node.Text("nearest_mode", "round_prefer_floor");
        if (sizes is { Length: > 0 })
            Resize(input, null, SizesOf(input, sizes, axes), coordinates, rounding);
        else
            Resize(input, ScalesOf(input, scales is null ? [] : Doubles(scales), axes), [], coordinates, rounding);
    }

    /// <param name="scales">Of height and width; null where there are sizes.</param>
    /// <param name="sizes">Size and scale of height and width.</param>
    private static void Resize(SpatialInput input, double[]? scales, (int Size, double Scale)[] sizes, string coordinates, string rounding)
    {
        var node = input.Node;
        int[] lengths = [input.Height, input.Width];
        var outputs = scales is null ? sizes : [.. scales.Select((scale, i) => ((int)Math.Floor(lengths[i] * scale), scale))];
        if (outputs.Any(output => output.Size is < 1 or > 65_535))
            throw node.Refuse("beyond a limit", $"an image of {outputs[0].Size} x {outputs[1].Size}", "1 to 65535 rows and columns are expected");
        var mode = node.Text("mode", "nearest");
        var layer = IsWholeFactor(outputs, lengths) && mode == "nearest" && coordinates == "asymmetric" && rounding == "floor"
            ? node.Add("UpSampling2D", [input.Layer], new JsonObject { ["size"] = Json.Size((int)outputs[0].Scale, (int)outputs[1].Scale) })
            : node.Add("Resizing", [input.Layer], Settings(node, mode, coordinates, rounding, outputs, lengths));
        node.Output(input.Result(layer, outputs[0].Size, outputs[1].Size));
    }

    private static JsonObject Settings(ImportNode node, string mode, string coordinates, string rounding, (int Size, double Scale)[] outputs, int[] lengths)
    {
        var settings = new JsonObject { ["size"] = Json.Size(outputs[0].Size, outputs[1].Size), ["interpolation"] = mode switch { "linear" => "bilinear", "cubic" => "bicubic", _ => mode } };
        if (coordinates != "half_pixel")
            settings["coordinates"] = coordinates;
        if (mode == "nearest" && rounding != "round_prefer_floor")
            settings["rounding"] = rounding;
        if (Enumerable.Range(0, 2).Any(i => outputs[i].Scale != outputs[i].Size / (double)lengths[i]))
            settings["scales"] = new JsonArray(JsonValue.Create(outputs[0].Scale), JsonValue.Create(outputs[1].Scale));
        if (node.Whole("antialias", 0) != 0)
            settings["antialias"] = true;
        if (mode == "cubic" && node.Number("cubic_coeff_a", -0.75f) is var a && a != -0.75f)
            settings["cubic_coeff"] = a;
        if (mode != "nearest" && node.Whole("exclude_outside", 0) != 0)
            settings["exclude_outside"] = true;
        return settings;
    }

    private static bool IsWholeFactor((int Size, double Scale)[] outputs, int[] lengths) =>
        Enumerable.Range(0, 2).All(i => outputs[i].Scale == Math.Floor(outputs[i].Scale) && outputs[i].Size == (int)(lengths[i] * outputs[i].Scale));

    private static double[] Doubles(ConstantTensor constant) => Array.ConvertAll(constant.ToFloats(), value => (double)value);

    private static double[] ScalesOf(SpatialInput input, double[] scales, long[]? axes)
    {
        var all = Spread(input, scales, axes, _ => 1.0);
        if (all.Any(scale => scale is not (> 0 and < 65_536)))
            throw input.Node.Refuse("invalid model", $"scales {string.Join(", ", scales)}", "numbers above 0 are expected");
        return all[0] == 1 && all[1] == 1 ? [all[^2], all[^1]] : throw NotSpatial(input);
    }

    private static (int Size, double Scale)[] SizesOf(SpatialInput input, long[] sizes, long[]? axes)
    {
        int[] lengths = [input.Node.Graph.Batch, input.Depth, input.Height, input.Width];
        var all = Spread(input, sizes, axes, axis => lengths[axis]);
        if (all[1] != lengths[1] || all[0] != lengths[0])
            throw NotSpatial(input);
        if (all.Any(size => size is < 1 or > 65_535))
            throw input.Node.Refuse("beyond a limit", $"an image of {all[2]} x {all[3]}", "1 to 65535 rows and columns are expected");
        (int Size, double Scale)[] outputs = [.. Enumerable.Range(2, 2).Select(i => ((int)all[i], all[i] / (double)lengths[i]))];
        var policy = input.Node.Text("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch")
            return outputs;
        var scale = policy == "not_larger" ? outputs.Min(output => output.Scale) : outputs.Max(output => output.Scale);
        return [.. Enumerable.Range(2, 2).Select(i => ((int)Math.Floor((lengths[i] * scale) + 0.5), scale))];
    }

    /// <summary>Numbers of some axes as numbers of batch, channels, height and width.</summary>
    private static T[] Spread<T>(SpatialInput input, T[] given, long[]? axes, Func<int, T> otherwise)
    {
        var rank = input.IsLine ? 3 : 4;
        T[] all = [.. Enumerable.Range(0, 4).Select(otherwise)];
        if (given.Length != (axes?.Length ?? rank))
            throw input.Node.Refuse("invalid model", $"{given.Length} scales or sizes", $"{axes?.Length ?? rank} are expected");
        for (var i = 0; i < given.Length; i++)
        {
            var axis = axes is null ? i : input.Node.Axis(axes[i], rank);
            all[axis > 1 && input.IsLine ? axis + 1 : axis] = given[i];
        }

        return all;
    }

    private static ImportException NotSpatial(SpatialInput input) =>
        input.Node.Refuse("a resized batch or channels", "another number of images or channels", "height and width can be resized");
}
