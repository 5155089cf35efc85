using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.MaxPooling2D;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

internal sealed class ReferenceMaxPooling2D(LayerNode node) : ReferenceLayer<MaxPooling2DAttributes>(node)
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
        int top = Before(input.Shape.Height, shape.Height, Attributes.PoolHeight, Attributes.StrideY);
        int left = Before(input.Shape.Width, shape.Width, Attributes.PoolWidth, Attributes.StrideX);
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++)
                for (int c = 0; c < shape.Channels; c++)
                {
                    (int Y, int X)? largest = null;
                    for (int ky = 0; ky < Attributes.PoolHeight; ky++)
                        for (int kx = 0; kx < Attributes.PoolWidth; kx++)
                        {
                            int iy = (y * Attributes.StrideY) + ky - top;
                            int ix = (x * Attributes.StrideX) + kx - left;
                            if (iy < 0 || iy >= input.Shape.Height || ix < 0 || ix >= input.Shape.Width) continue;
                            if (largest is null || input[iy, ix, c] > input[largest.Value.Y, largest.Value.X, c]) largest = (iy, ix);
                        }

                    useLargest(y, x, c, largest!.Value.Y, largest.Value.X);
                }
    }

    private int Before(int input, int output, int kernel, int stride) =>
        Attributes.Padding == Padding.Valid ? 0 : Math.Max(0, ((output - 1) * stride) + kernel - input) / 2;
}
