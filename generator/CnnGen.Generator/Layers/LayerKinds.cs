using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers.Activation;
using CnnGen.Generator.Layers.Add;
using CnnGen.Generator.Layers.Affine;
using CnnGen.Generator.Layers.Average;
using CnnGen.Generator.Layers.AveragePooling2D;
using CnnGen.Generator.Layers.BatchNormalization;
using CnnGen.Generator.Layers.ChannelPadding;
using CnnGen.Generator.Layers.ChannelSlice;
using CnnGen.Generator.Layers.Clip;
using CnnGen.Generator.Layers.Concatenate;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Layers.Conv2DTranspose;
using CnnGen.Generator.Layers.Cropping2D;
using CnnGen.Generator.Layers.Dense;
using CnnGen.Generator.Layers.DepthwiseConv2D;
using CnnGen.Generator.Layers.Divide;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.ELU;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Layers.GlobalAveragePooling2D;
using CnnGen.Generator.Layers.GlobalMaxPooling2D;
using CnnGen.Generator.Layers.GroupNormalization;
using CnnGen.Generator.Layers.LayerNormalization;
using CnnGen.Generator.Layers.LeakyReLU;
using CnnGen.Generator.Layers.LocalResponseNormalization;
using CnnGen.Generator.Layers.LogSoftmax;
using CnnGen.Generator.Layers.Maximum;
using CnnGen.Generator.Layers.MaxPooling2D;
using CnnGen.Generator.Layers.Minimum;
using CnnGen.Generator.Layers.Multiply;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Layers.Permute;
using CnnGen.Generator.Layers.PReLU;
using CnnGen.Generator.Layers.ReLU;
using CnnGen.Generator.Layers.Rescaling;
using CnnGen.Generator.Layers.Reshape;
using CnnGen.Generator.Layers.Resizing;
using CnnGen.Generator.Layers.SeparableConv2D;
using CnnGen.Generator.Layers.Shrink;
using CnnGen.Generator.Layers.SpatialDropout2D;
using CnnGen.Generator.Layers.StridedSlice;
using CnnGen.Generator.Layers.Subtract;
using CnnGen.Generator.Layers.UpSampling2D;
using CnnGen.Generator.Layers.ZeroPadding2D;

namespace CnnGen.Generator.Layers;

/// <summary>Every kind of layer there is. A new kind is a folder and a line here.</summary>
internal static class LayerKinds
{
    public static IReadOnlyList<LayerKind> All { get; } =
    [
        new Conv2DKind(),
        new DepthwiseConv2DKind(),
        new SeparableConv2DKind(),
        new Conv2DTransposeKind(),
        new MaxPooling2DKind(),
        new AveragePooling2DKind(),
        new GlobalMaxPooling2DKind(),
        new GlobalAveragePooling2DKind(),
        new FlattenKind(),
        new ReshapeKind(),
        new ZeroPadding2DKind(),
        new Cropping2DKind(),
        new ChannelPaddingKind(),
        new StridedSliceKind(),
        new ChannelSliceKind(),
        new PermuteKind(),
        new UpSampling2DKind(),
        new ResizingKind(),
        new RescalingKind(),
        new NormalizationKind(),
        new AffineKind(),
        new LocalResponseNormalizationKind(),
        new DropoutKind(),
        new SpatialDropout2DKind(),
        new DenseKind(),
        new ActivationKind(),
        new LogSoftmaxKind(),
        new ReLUKind(),
        new LeakyReLUKind(),
        new ELUKind(),
        new PReLUKind(),
        new ClipKind(),
        new ShrinkKind(),
        new AddKind(),
        new SubtractKind(),
        new MultiplyKind(),
        new DivideKind(),
        new AverageKind(),
        new MaximumKind(),
        new MinimumKind(),
        new ConcatenateKind(),
        new BatchNormalizationKind(),
        new LayerNormalizationKind(),
        new GroupNormalizationKind(),
    ];

    public static IReadOnlyList<string> Types { get; } = All.Select(kind => kind.Type).ToArray();

    private static readonly Dictionary<Type, LayerKind> s_byAttributes = All.ToDictionary(kind => kind.AttributesType);

    public static LayerKind? Find(string type) => All.FirstOrDefault(kind => kind.Type == type);

    /// <summary>The kind that the attributes belong to.</summary>
    public static LayerKind Of(LayerAttributes attributes) => s_byAttributes[attributes.GetType()];
}
