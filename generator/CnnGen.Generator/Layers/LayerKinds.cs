using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers.Activation;
using CnnGen.Generator.Layers.BatchNormalization;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Layers.Conv2DTranspose;
using CnnGen.Generator.Layers.Dense;
using CnnGen.Generator.Layers.DepthwiseConv2D;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Layers.GroupNormalization;
using CnnGen.Generator.Layers.LayerNormalization;
using CnnGen.Generator.Layers.MaxPooling2D;
using CnnGen.Generator.Layers.SeparableConv2D;

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
        new FlattenKind(),
        new DropoutKind(),
        new DenseKind(),
        new ActivationKind(),
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
