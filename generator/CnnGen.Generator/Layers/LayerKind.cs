using System;
using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers;

/// <summary>Everything the generator knows of one kind of layer. All rules are for one image.</summary>
internal abstract partial class LayerKind
{
    /// <summary>Its name in models.json, in C# and in documentation: "Conv2D".</summary>
    public abstract string Type { get; }

    /// <summary>A sentence for the editor.</summary>
    public abstract string Description { get; }

    /// <summary>The keys that it has beside those of every layer.</summary>
    public abstract IReadOnlyList<SpecKey> Keys { get; }

    /// <summary>The record that it is read into.</summary>
    public abstract Type AttributesType { get; }

    /// <summary>Whether training draws random numbers for it.</summary>
    public virtual bool IsRandom => false;

    /// <summary>How many inputs it takes at least; those that take several need "inputs".</summary>
    public virtual int FewestInputs => 1;

    /// <summary>How many inputs it takes at most.</summary>
    public virtual int MostInputs => 1;

    public abstract LayerAttributes Read(ObjectReader reader);

    /// <summary>The output shape; null, and reported, where the inputs do not fit.</summary>
    public abstract Shape? InferShape(LayerAttributes attributes, LayerSite site);

    /// <summary>The trainable tensors, in the order of weight files.</summary>
    public virtual EquatableArray<ParameterNode> Parameters(LayerAttributes attributes, EquatableArray<Shape> inputs) =>
        EquatableArray<ParameterNode>.Empty;

    public virtual long MultiplyAdds(LayerAttributes attributes, EquatableArray<Shape> inputs, Shape output) => 0;

    /// <summary>What an output element sees, given what an input element sees; null where it sees all.</summary>
    public virtual ReceptiveField? Sees(LayerAttributes attributes, ReceptiveField? input) => input;

    /// <summary>The activation that makes the layer's output.</summary>
    public virtual string ActivationOf(LayerAttributes attributes) => Activations.Linear;
}

/// <summary>A kind whose attributes are a <typeparamref name="TAttributes"/>.</summary>
internal abstract partial class LayerKind<TAttributes> : LayerKind
    where TAttributes : LayerAttributes
{
    public sealed override Type AttributesType => typeof(TAttributes);

    public sealed override LayerAttributes Read(ObjectReader reader) => ReadAttributes(reader);

    public sealed override Shape? InferShape(LayerAttributes attributes, LayerSite site) =>
        InferShape((TAttributes)attributes, site);

    public sealed override EquatableArray<ParameterNode> Parameters(LayerAttributes attributes, EquatableArray<Shape> inputs) =>
        Parameters((TAttributes)attributes, inputs);

    public sealed override long MultiplyAdds(LayerAttributes attributes, EquatableArray<Shape> inputs, Shape output) =>
        MultiplyAdds((TAttributes)attributes, inputs, output);

    public sealed override ReceptiveField? Sees(LayerAttributes attributes, ReceptiveField? input) =>
        Sees((TAttributes)attributes, input);

    public sealed override string ActivationOf(LayerAttributes attributes) => ActivationOf((TAttributes)attributes);

    protected abstract TAttributes ReadAttributes(ObjectReader reader);

    protected abstract Shape? InferShape(TAttributes attributes, LayerSite site);

    protected virtual EquatableArray<ParameterNode> Parameters(TAttributes attributes, EquatableArray<Shape> inputs) =>
        EquatableArray<ParameterNode>.Empty;

    protected virtual long MultiplyAdds(TAttributes attributes, EquatableArray<Shape> inputs, Shape output) => 0;

    protected virtual ReceptiveField? Sees(TAttributes attributes, ReceptiveField? input) => input;

    protected virtual string ActivationOf(TAttributes attributes) => Activations.Linear;
}
