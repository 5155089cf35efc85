namespace CnnGen.Layers.Tests;

/// <summary>The cases of one kind of layer: they are generated and compiled together, and run as one test class.</summary>
public interface ICases
{
    /// <summary>
    /// The most that two tensors may differ, as max|a - b| / max|b|: sums of a few hundred products of floats. A kind whose gradients are small differences
    /// of large numbers asks for more.
    /// </summary>
    static virtual double Tolerance => 1e-5;

    static abstract IEnumerable<LayerCase> All { get; }
}
