using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers;

/// <summary>What models.json says of one parameter: how it starts and what its size costs.</summary>
internal sealed record ParameterSettings(InitializerSettings Initializer, Regularizer Regularizer)
{
    public static ParameterSettings StartingWith(string initializer) => new(Initializers.Named(initializer), default);
}

/// <summary>The settings of a kernel and its bias.</summary>
internal sealed record WeightSettings(ParameterSettings Kernel, ParameterSettings Bias)
{
    public static WeightSettings Default { get; } = new(LayerKeys.Kernel.Default, LayerKeys.Bias.Default);

    public static WeightSettings Read(ObjectReader reader) => new(LayerKeys.Kernel.Read(reader), LayerKeys.Bias.Read(reader));
}

/// <summary>The keys "kernel_initializer" and "kernel_regularizer" of a parameter "kernel".</summary>
internal sealed class ParameterKeys
{
    private readonly VariantKey<InitializerSettings> _initializer;
    private readonly VariantKey<Regularizer> _regularizer;

    /// <param name="initializer">The initializer where none is written.</param>
    /// <param name="isKernel">Whether the parameter stands between inputs and outputs.</param>
    public ParameterKeys(string parameter, string initializer, bool isKernel = false)
    {
        Default = ParameterSettings.StartingWith(initializer);
        string definition = isKernel ? "initializer" : "vector_initializer";
        var variants = isKernel ? Initializers.OfKernels : Initializers.All;
        _initializer = new(parameter + "_initializer", "How " + parameter + " starts.", definition, variants, Default.Initializer, initializer);
        _regularizer = new(parameter + "_regularizer", "What the size of " + parameter + " adds to the loss. Nothing by default.", "regularizer", Regularizers.All, default, null);
        Initializer = [_initializer];
        All = [_initializer, _regularizer];
    }

    /// <summary>The settings where neither key is written.</summary>
    public ParameterSettings Default { get; }

    /// <summary>Both keys.</summary>
    public IReadOnlyList<SpecKey> All { get; }

    /// <summary>The key of a parameter that is not trained, whose size costs nothing.</summary>
    public IReadOnlyList<SpecKey> Initializer { get; }

    public ParameterSettings Read(ObjectReader reader) => new(reader.Read(_initializer), reader.Read(_regularizer));
}
