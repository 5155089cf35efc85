namespace CnnGen.Report.Gradients;

/// <summary>The way back through each kind of layer, as it predicts: from the gradient by its output to those by its inputs.</summary>
internal static class LayerGradients
{
    private static readonly Dictionary<string, Action<LayerStep>> s_kinds = new()
    {
        ["Conv2D"] = ConvolutionGradients.Conv2D,
        ["DepthwiseConv2D"] = ConvolutionGradients.DepthwiseConv2D,
        ["SeparableConv2D"] = ConvolutionGradients.SeparableConv2D,
        ["Dense"] = ConvolutionGradients.Dense,
        ["MaxPooling2D"] = PoolingGradients.MaxPooling2D,
        ["AveragePooling2D"] = PoolingGradients.AveragePooling2D,
        ["GlobalAveragePooling2D"] = PoolingGradients.GlobalAveragePooling2D,
        ["GlobalMaxPooling2D"] = PoolingGradients.GlobalMaxPooling2D,
        ["BatchNormalization"] = ElementGradients.BatchNormalization,
        ["Normalization"] = ElementGradients.Normalization,
        ["Rescaling"] = ElementGradients.Rescaling,
        ["Affine"] = ElementGradients.Affine,
        ["Activation"] = ElementGradients.Activation,
        ["ReLU"] = ElementGradients.ReLU,
        ["LeakyReLU"] = ElementGradients.LeakyReLU,
        ["ELU"] = ElementGradients.ELU,
        ["PReLU"] = ElementGradients.PReLU,
        ["Clip"] = ElementGradients.Clip,
        ["Shrink"] = ElementGradients.Shrink,
        ["LogSoftmax"] = ElementGradients.LogSoftmax,
        ["Add"] = MergeGradients.Add,
        ["Subtract"] = MergeGradients.Subtract,
        ["Average"] = MergeGradients.Average,
        ["Multiply"] = MergeGradients.Multiply,
        ["Divide"] = MergeGradients.Divide,
        ["Maximum"] = MergeGradients.Maximum,
        ["Minimum"] = MergeGradients.Minimum,
        ["Concatenate"] = MergeGradients.Concatenate,
        ["Flatten"] = ShapeGradients.Same,
        ["Reshape"] = ShapeGradients.Same,
        ["Dropout"] = ShapeGradients.Same,
        ["SpatialDropout2D"] = ShapeGradients.Same,
        ["ZeroPadding2D"] = ShapeGradients.ZeroPadding2D,
        ["Cropping2D"] = ShapeGradients.Cropping2D,
        ["ChannelPadding"] = ShapeGradients.ChannelPadding,
        ["ChannelSlice"] = ShapeGradients.ChannelSlice,
        ["Permute"] = ShapeGradients.Permute,
        ["StridedSlice"] = ShapeGradients.StridedSlice,
        ["UpSampling2D"] = ShapeGradients.UpSampling2D,
    };

    /// <summary>The kinds of layers that gradients are taken through.</summary>
    public static IReadOnlyCollection<string> Kinds => s_kinds.Keys;

    /// <summary>Adds to the gradients by the layer's inputs. False where the kind, or its activation, is not known.</summary>
    public static bool TryBack(LayerStep step)
    {
        if (!s_kinds.TryGetValue(step.Layer.Kind, out var back) || !IsKnown(step))
            return false;
        back(step);
        return true;
    }

    private static bool IsKnown(LayerStep step) =>
        (!step.Settings.Has("Activation") || Activations.IsKnown(step.Settings.Text("Activation")))
        && !(step.Settings.Has("Bilinear") && step.Settings.Flag("Bilinear"));
}
