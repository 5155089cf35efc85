using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>One image's tensor in double precision, height x width x channels.</summary>
internal sealed class DoubleTensor(Shape shape)
{
    public Shape Shape { get; } = shape;

    public double[] Values { get; } = new double[shape.Length];

    /// <summary>What went into the activation whose result this is.</summary>
    public double[]? BeforeActivation { get; set; }

    public ref double this[int y, int x, int c] => ref Values[(((y * Shape.Width) + x) * Shape.Channels) + c];

    public static DoubleTensor Of(Shape shape, IEnumerable<double> values)
    {
        var tensor = new DoubleTensor(shape);
        int i = 0;
        foreach (double value in values) tensor.Values[i++] = value;
        Assert.Equal(tensor.Values.Length, i);
        return tensor;
    }
}
