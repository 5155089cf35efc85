using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Layers;

/// <summary>Makes the parameters of layers, with Keras's initial values where nothing else is said.</summary>
internal static class ParameterNodes
{
    public static ParameterNode Bias(int length) => Bias(LayerKeys.Bias.Default, length);

    public static ParameterNode Bias(ParameterSettings settings, int length) => Vector("bias", settings, length);

    /// <summary>A vector with a number for each channel. Its fans are its length, as Keras has it for tensors of one axis.</summary>
    public static ParameterNode Vector(string name, ParameterSettings settings, int length) =>
        Of(name, settings, length, length, EquatableArray.Of(length));

    public static ParameterNode Kernel(params int[] dimensions) => Kernel(LayerKeys.Kernel.Default, dimensions);

    /// <summary>
    /// A kernel of dimensions [..., in, out]. The fans are Keras's compute_fans: in and out channels, each times the elements of the
    /// window (Glorot and Bengio 2010). They saturate, because the size of a declared kernel is checked only afterwards.
    /// </summary>
    public static ParameterNode Kernel(ParameterSettings settings, params int[] dimensions) => Tensor("kernel", settings, dimensions);

    /// <summary>As <see cref="Kernel(ParameterSettings, int[])"/>, by another name.</summary>
    public static ParameterNode Tensor(string name, ParameterSettings settings, params int[] dimensions)
    {
        long window = 1;
        for (int i = 0; i < dimensions.Length - 2; i++) window = ElementCount.Multiply(window, dimensions[i]);
        int fanIn = ElementCount.Saturate(ElementCount.Multiply(window, dimensions[dimensions.Length - 2]));
        int fanOut = ElementCount.Saturate(ElementCount.Multiply(window, dimensions[dimensions.Length - 1]));
        return Of(name, settings, fanIn, fanOut, new EquatableArray<int>(dimensions));
    }

    /// <summary>A parameter of any shape.</summary>
    public static ParameterNode Of(string name, ParameterSettings settings, int fanIn, int fanOut, EquatableArray<int> dimensions)
    {
        var initializer = settings.Initializer;
        return new ParameterNode(
            name, Identifiers.Pascal(name), dimensions,
            new Initializer(initializer.Kind, initializer.NeedsFans ? fanIn : 0, initializer.NeedsFans ? fanOut : 0) { Arguments = initializer.Arguments })
        {
            Regularizer = settings.Regularizer,
        };
    }
}
