using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>A layer written as its textbook definition: loops over indices, double precision, nothing clever.</summary>
internal abstract class ReferenceLayer(LayerNode node)
{
    /// <summary>The class of each kind, by the record of its attributes: each derives from <see cref="ReferenceLayer{TAttributes}"/>.</summary>
    private static readonly Dictionary<Type, Type> s_kinds = typeof(ReferenceLayer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ReferenceLayer)))
        .ToDictionary(AttributesOf);

    public LayerNode Node { get; } = node;

    /// <summary>The layer's parameters by name, in the layout of the weight file.</summary>
    public Dictionary<string, double[]> Parameters { get; } = node.Parameters.ToDictionary(p => p.Name, p => new double[p.Length]);

    public Dictionary<string, double[]> Gradients { get; } = node.Parameters.ToDictionary(p => p.Name, p => new double[p.Length]);

    /// <summary>Whether the layer does what it does while training.</summary>
    public bool Training { get; set; }

    /// <summary>The place in the batch of the image at hand.</summary>
    public int Image { get; private set; }

    /// <summary>The outputs of a batch. A layer whose images depend on each other overrides it.</summary>
    /// <param name="inputs">The inputs of each image.</param>
    public virtual DoubleTensor[] ForwardBatch(IReadOnlyList<IReadOnlyList<DoubleTensor>> inputs)
    {
        var outputs = new DoubleTensor[inputs.Count];
        for (Image = 0; Image < outputs.Length; Image++) outputs[Image] = Forward(inputs[Image]);
        return outputs;
    }

    /// <summary>The gradients by the inputs of each image.</summary>
    public virtual IReadOnlyList<DoubleTensor>[] BackwardBatch(
        IReadOnlyList<IReadOnlyList<DoubleTensor>> inputs, IReadOnlyList<DoubleTensor> outputs, IReadOnlyList<DoubleTensor> gradients)
    {
        var results = new IReadOnlyList<DoubleTensor>[inputs.Count];
        for (Image = 0; Image < results.Length; Image++) results[Image] = Backward(inputs[Image], outputs[Image], gradients[Image]);
        return results;
    }

    public abstract DoubleTensor Forward(IReadOnlyList<DoubleTensor> inputs);

    /// <summary>The gradients by the inputs from the one by the output; adds to the gradients of the parameters.</summary>
    public abstract IReadOnlyList<DoubleTensor> Backward(IReadOnlyList<DoubleTensor> inputs, DoubleTensor output, DoubleTensor gradient);

    public static ReferenceLayer Of(LayerNode node) => s_kinds.TryGetValue(node.Attributes.GetType(), out var kind)
        ? (ReferenceLayer)Activator.CreateInstance(kind, node)!
        : throw new ArgumentException($"There is no reference for {node.Attributes.Kind.Type}.");

    private static Type AttributesOf(Type type)
    {
        while (!type.IsGenericType) type = type.BaseType!;
        return type.GetGenericArguments()[0];
    }
}

/// <summary>The reference of a kind whose attributes are a <typeparamref name="TAttributes"/>. A kind of one input overrides the overloads for one.</summary>
internal abstract class ReferenceLayer<TAttributes>(LayerNode node) : ReferenceLayer(node)
    where TAttributes : LayerAttributes
{
    protected TAttributes Attributes { get; } = (TAttributes)node.Attributes;

    public override DoubleTensor Forward(IReadOnlyList<DoubleTensor> inputs) => Forward(inputs.Single());

    public override IReadOnlyList<DoubleTensor> Backward(IReadOnlyList<DoubleTensor> inputs, DoubleTensor output, DoubleTensor gradient) =>
        [Backward(inputs.Single(), output, gradient)];

    public virtual DoubleTensor Forward(DoubleTensor input) => throw new NotSupportedException($"{Node.Name} does not take one input.");

    public virtual DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) =>
        throw new NotSupportedException($"{Node.Name} does not take one input.");
}
