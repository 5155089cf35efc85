using CnnGen.Onnx.Export.Layers;

namespace CnnGen.Onnx.Export;

/// <summary>Every kind of layer that can be exported. A new one is a class in <c>Export/Layers</c>, or one that is there, and a line here.</summary>
internal static class LayerTranslators
{
    private static readonly LayerTranslator[] s_all =
    [
        new Conv2DTranslator(),
        new DepthwiseConv2DTranslator(),
        new SeparableConv2DTranslator(),
        new Conv2DTransposeTranslator(),
        new MaxPooling2DTranslator(),
        new AveragePooling2DTranslator(),
        new GlobalPoolingTranslator("GlobalMaxPooling2D", "GlobalMaxPool"),
        new GlobalPoolingTranslator("GlobalAveragePooling2D", "GlobalAveragePool"),
        new FlattenTranslator(),
        new ReshapeTranslator(),
        new PassingTranslator("Dropout"),
        new PassingTranslator("SpatialDropout2D"),
        new DenseTranslator(),
        new ActivationTranslator(),
        new ReLUTranslator(),
        new UnaryTranslator("LeakyReLU", "LeakyRelu", "NegativeSlope"),
        new UnaryTranslator("ELU", "Elu", "Alpha"),
        new PReLUTranslator(),
        new ClipTranslator(),
        new ShrinkTranslator(),
        new LogSoftmaxTranslator(),
        new BatchNormalizationTranslator(),
        new LayerNormalizationTranslator(),
        new GroupNormalizationTranslator(),
        new LocalResponseNormalizationTranslator(),
        new NormalizationTranslator(),
        new RescalingTranslator(),
        new ParameterAffineTranslator(),
        new MergeTranslator("Add", "Sum"),
        new MergeTranslator("Average", "Mean"),
        new MergeTranslator("Maximum", "Max"),
        new MergeTranslator("Minimum", "Min"),
        new PairwiseTranslator("Subtract", "Sub"),
        new PairwiseTranslator("Multiply", "Mul"),
        new PairwiseTranslator("Divide", "Div"),
        new ConcatenateTranslator(),
        new ZeroPadding2DTranslator(),
        new ChannelPaddingTranslator(),
        new Cropping2DTranslator(),
        new StridedSliceTranslator(),
        new ChannelSliceTranslator(),
        new PermuteTranslator(),
        new UpSampling2DTranslator(),
        new ResizingTranslator(),
    ];

    public static IEnumerable<string> Kinds => s_all.Select(translator => translator.Kind);

    public static LayerTranslator? Find(string kind) => Array.Find(s_all, translator => translator.Kind == kind);
}
