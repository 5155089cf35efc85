using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>A constant added to each channel of a convolution or dense layer without bias: it is one.</summary>
internal static class BiasFolding
{
    private static readonly string[] s_kinds = ["Conv2D", "DepthwiseConv2D", "Conv2DTranspose", "Dense"];

    /// <summary>Whether the constant has become the bias of the layer that makes the value.</summary>
    public static bool TryAdd(ImportNode node, Value value, ConstantTensor constant)
    {
        if (!node.IsOnlyReader(0) || node.IsConstant(0) || node.Graph.Layers.Find(value.Layer) is not { } layer || !s_kinds.Contains(layer.Type))
            return false;
        if (layer.Settings["use_bias"]?.GetValue<bool>() != false)
            return false;
        var bias = SpreadConstant.Of(node, constant, value);
        if (bias.Shape.Height != 1 || bias.Shape.Width != 1 || (!bias.IsVector && (value.Form.Height, value.Form.Width) == (1, 1)))
            return false;
        var settings = (JsonObject)layer.Settings.DeepClone();
        settings.Remove("use_bias");
        node.Graph.Layers.Replace(layer with { Settings = settings, Parameters = [.. layer.Parameters, new ImportedParameter("bias", [bias.Shape.Channels], bias.Values)] });
        return true;
    }
}
