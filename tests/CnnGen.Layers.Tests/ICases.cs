namespace CnnGen.Layers.Tests;

/// <summary>The cases of one kind of layer: they are generated and compiled together, and run as one test class.</summary>
public interface ICases
{
    static abstract IEnumerable<LayerCase> All { get; }
}
