using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Activation;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Layers.Dense;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Layers.Flatten;
using CnnGen.Generator.Layers.MaxPooling2D;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>A layer written as its textbook definition: loops over indices, double precision, nothing clever.</summary>
internal abstract class ReferenceLayer(LayerNode node)
{
    public LayerNode Node { get; } = node;

    /// <summary>The layer's parameters by name, in the layout of the weight file.</summary>
    public Dictionary<string, double[]> Parameters { get; } = node.Parameters.ToDictionary(p => p.Name, p => new double[p.Length]);

    public Dictionary<string, double[]> Gradients { get; } = node.Parameters.ToDictionary(p => p.Name, p => new double[p.Length]);

    public abstract DoubleTensor Forward(DoubleTensor input);

    /// <summary>The gradient by the input from the one by the output; adds to the gradients of the parameters.</summary>
    public abstract DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient);

    public static ReferenceLayer Of(LayerNode node) => node.Attributes switch
    {
        Conv2DAttributes attributes => new ReferenceConv2D(node, attributes),
        DenseAttributes attributes => new ReferenceDense(node, attributes),
        MaxPooling2DAttributes attributes => new ReferenceMaxPooling2D(node, attributes),
        FlattenAttributes => new ReferenceFlatten(node),
        DropoutAttributes attributes => new ReferenceDropout(node, attributes),
        ActivationAttributes attributes => new ReferenceActivation(node, attributes),
        _ => throw new ArgumentException($"There is no reference for {node.Attributes.Kind.Type}."),
    };
}

internal sealed class ReferenceConv2D(LayerNode node, Conv2DAttributes attributes) : ReferenceLayer(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEachTap(input, (y, x, o, iy, ix, i, weight) => output[y, x, o] += input[iy, ix, i] * Parameters["kernel"][weight]);
        if (attributes.UseBias)
        {
            for (int i = 0; i < output.Values.Length; i++) output.Values[i] += Parameters["bias"][i % attributes.Filters];
        }

        ReferenceActivations.Apply(attributes.Activation, output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var before = ReferenceActivations.Backward(attributes.Activation, output, gradient);
        var result = new DoubleTensor(input.Shape);
        ForEachTap(input, (y, x, o, iy, ix, i, weight) =>
        {
            result[iy, ix, i] += before[y, x, o] * Parameters["kernel"][weight];
            Gradients["kernel"][weight] += before[y, x, o] * input[iy, ix, i];
        });
        if (attributes.UseBias)
        {
            for (int i = 0; i < before.Values.Length; i++) Gradients["bias"][i % attributes.Filters] += before.Values[i];
        }

        return result;
    }

    private void ForEachTap(DoubleTensor input, Action<int, int, int, int, int, int, int> use)
    {
        var shape = Node.OutputShape;
        int channels = input.Shape.Channels;
        int top = Before(input.Shape.Height, shape.Height, attributes.KernelHeight, attributes.StrideY);
        int left = Before(input.Shape.Width, shape.Width, attributes.KernelWidth, attributes.StrideX);
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++)
                for (int ky = 0; ky < attributes.KernelHeight; ky++)
                    for (int kx = 0; kx < attributes.KernelWidth; kx++)
                    {
                        int iy = (y * attributes.StrideY) + ky - top;
                        int ix = (x * attributes.StrideX) + kx - left;
                        if (iy < 0 || iy >= input.Shape.Height || ix < 0 || ix >= input.Shape.Width) continue;
                        for (int i = 0; i < channels; i++)
                            for (int o = 0; o < shape.Channels; o++)
                            {
                                use(y, x, o, iy, ix, i, (((((ky * attributes.KernelWidth) + kx) * channels) + i) * shape.Channels) + o);
                            }
                    }
    }

    // TensorFlow's rule for "same": the total padding is what the outputs need, half of it (rounded down) before.
    private int Before(int input, int output, int kernel, int stride) =>
        attributes.Padding == Padding.Valid ? 0 : Math.Max(0, ((output - 1) * stride) + kernel - input) / 2;
}

internal sealed class ReferenceDense(LayerNode node, DenseAttributes attributes) : ReferenceLayer(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        for (int o = 0; o < attributes.Units; o++)
        {
            output.Values[o] = attributes.UseBias ? Parameters["bias"][o] : 0;
            for (int i = 0; i < input.Values.Length; i++) output.Values[o] += input.Values[i] * Parameters["kernel"][(i * attributes.Units) + o];
        }

        ReferenceActivations.Apply(attributes.Activation, output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var before = ReferenceActivations.Backward(attributes.Activation, output, gradient);
        var result = new DoubleTensor(input.Shape);
        for (int o = 0; o < attributes.Units; o++)
        {
            if (attributes.UseBias) Gradients["bias"][o] += before.Values[o];
            for (int i = 0; i < input.Values.Length; i++)
            {
                Gradients["kernel"][(i * attributes.Units) + o] += before.Values[o] * input.Values[i];
                result.Values[i] += before.Values[o] * Parameters["kernel"][(i * attributes.Units) + o];
            }
        }

        return result;
    }
}

internal sealed class ReferenceMaxPooling2D(LayerNode node, MaxPooling2DAttributes attributes) : ReferenceLayer(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = new DoubleTensor(Node.OutputShape);
        ForEachWindow(input, (y, x, c, iy, ix) => output[y, x, c] = input[iy, ix, c]);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient)
    {
        var result = new DoubleTensor(input.Shape);
        ForEachWindow(input, (y, x, c, iy, ix) => result[iy, ix, c] += gradient[y, x, c]);
        return result;
    }

    private void ForEachWindow(DoubleTensor input, Action<int, int, int, int, int> useLargest)
    {
        var shape = Node.OutputShape;
        int top = Before(input.Shape.Height, shape.Height, attributes.PoolHeight, attributes.StrideY);
        int left = Before(input.Shape.Width, shape.Width, attributes.PoolWidth, attributes.StrideX);
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++)
                for (int c = 0; c < shape.Channels; c++)
                {
                    (int Y, int X)? largest = null;
                    for (int ky = 0; ky < attributes.PoolHeight; ky++)
                        for (int kx = 0; kx < attributes.PoolWidth; kx++)
                        {
                            int iy = (y * attributes.StrideY) + ky - top;
                            int ix = (x * attributes.StrideX) + kx - left;
                            if (iy < 0 || iy >= input.Shape.Height || ix < 0 || ix >= input.Shape.Width) continue;
                            if (largest is null || input[iy, ix, c] > input[largest.Value.Y, largest.Value.X, c]) largest = (iy, ix);
                        }

                    useLargest(y, x, c, largest!.Value.Y, largest.Value.X);
                }
    }

    private int Before(int input, int output, int kernel, int stride) =>
        attributes.Padding == Padding.Valid ? 0 : Math.Max(0, ((output - 1) * stride) + kernel - input) / 2;
}

internal sealed class ReferenceFlatten(LayerNode node) : ReferenceLayer(node)
{
    public override DoubleTensor Forward(DoubleTensor input) => DoubleTensor.Of(Node.OutputShape, input.Values);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => DoubleTensor.Of(input.Shape, gradient.Values);
}

/// <summary>Multiplies by a mask that the test hands in; without one it is the identity, as while predicting.</summary>
internal sealed class ReferenceDropout(LayerNode node, DropoutAttributes attributes) : ReferenceLayer(node)
{
    public float Rate { get; } = (float)attributes.Rate;

    public double[]? Mask { get; set; }

    public override DoubleTensor Forward(DoubleTensor input) => Multiply(input);

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) => Multiply(gradient);

    private DoubleTensor Multiply(DoubleTensor tensor) =>
        DoubleTensor.Of(tensor.Shape, tensor.Values.Select((value, i) => Mask is null ? value : value * Mask[i]));
}

internal sealed class ReferenceActivation(LayerNode node, ActivationAttributes attributes) : ReferenceLayer(node)
{
    public override DoubleTensor Forward(DoubleTensor input)
    {
        var output = DoubleTensor.Of(input.Shape, input.Values);
        ReferenceActivations.Apply(attributes.Activation, output);
        return output;
    }

    public override DoubleTensor Backward(DoubleTensor input, DoubleTensor output, DoubleTensor gradient) =>
        ReferenceActivations.Backward(attributes.Activation, output, gradient);
}
