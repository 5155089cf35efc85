using CnnGen.Onnx.Export.Layers;

namespace CnnGen.Onnx.Export;

/// <summary>Every kind of layer that can be exported. A new one is a class in <c>Export/Layers</c> and a line here.</summary>
internal static class LayerTranslators
{
    private static readonly LayerTranslator[] s_all =
    [
        new Conv2DTranslator(),
        new DepthwiseConv2DTranslator(),
        new SeparableConv2DTranslator(),
        new Conv2DTransposeTranslator(),
        new MaxPooling2DTranslator(),
        new FlattenTranslator(),
        new DropoutTranslator(),
        new DenseTranslator(),
        new ActivationTranslator(),
        new BatchNormalizationTranslator(),
        new LayerNormalizationTranslator(),
        new GroupNormalizationTranslator(),
    ];

    public static IEnumerable<string> Kinds => s_all.Select(translator => translator.Kind);

    public static LayerTranslator? Find(string kind) => Array.Find(s_all, translator => translator.Kind == kind);
}
