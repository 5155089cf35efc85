using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Layers;

/// <summary>Makes the parameters of layers with Keras's initial values.</summary>
internal static class ParameterNodes
{
    public static ParameterNode Bias(int length) => new("bias", "Bias", EquatableArray.Of(length), new Initializer("zeros", 0, 0));

    /// <summary>
    /// A kernel of dimensions [..., in, out]. The fans are Keras's compute_fans: in and out channels, each times the elements of the
    /// window (Glorot and Bengio 2010). They saturate, because the size of a declared kernel is checked only afterwards.
    /// </summary>
    public static ParameterNode Kernel(params int[] dimensions) => Kernel("kernel", dimensions);

    /// <inheritdoc cref="Kernel(int[])"/>
    public static ParameterNode Kernel(string name, params int[] dimensions)
    {
        long window = 1;
        for (int i = 0; i < dimensions.Length - 2; i++) window = ElementCount.Multiply(window, dimensions[i]);
        int fanIn = ElementCount.Saturate(ElementCount.Multiply(window, dimensions[dimensions.Length - 2]));
        int fanOut = ElementCount.Saturate(ElementCount.Multiply(window, dimensions[dimensions.Length - 1]));
        return new ParameterNode(name, Identifiers.Pascal(name), new EquatableArray<int>(dimensions), new Initializer("glorot_uniform", fanIn, fanOut));
    }
}
