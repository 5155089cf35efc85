using System;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Layers.Convolution.Winograd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>What the gradient by the weights costs for one image, in the cycles of <see cref="ConvolutionCosts"/>.</summary>
internal static class WeightGradientCosts
{
    private const int Bits = 512;
    private const int Width = Bits / 32;

    // Sums are loaded, and stored, as long as so many steps.
    private const double StepsOfEnds = 4;

    // Sums that the second-level cache keeps from image to image, beside what the other layers leave there, and what of the others passes in a cycle: to be read and written.
    private const double CachedBytes = 768 * 1024;
    private const double StreamedBytes = 8;

    // Images whose sums are transformed back together: a chunk of a batch of 32 or more.
    private const double ImagesOfChunk = 4;

    // To transform a vector of channels of a tile of inputs and of gradients, and of the sums of an input channel.
    private static (double Input, double Gradient, double Taps) Transforms(int size) => size == 2 ? (55, 45, 40) : (200, 130, 110);

    public static double Direct(ConvolutionGeometry geometry)
    {
        var (vertical, horizontal, groups) = geometry;
        int vectors = VectorsOf(groups.Outputs);
        int run = horizontal.Kernel * groups.Inputs;
        double steps = (double)vertical.Output * horizontal.Output;
        return (steps + StepsOfEnds) * vertical.Kernel * StepsOf(run, vectors);
    }

    public static double Winograd(WinogradTiles tiles)
    {
        var (input, gradient, taps) = Transforms(tiles.Size);
        int vectors = VectorsOf(tiles.Outputs);
        double transforms = (tiles.Count * ((VectorsOf(tiles.Inputs) * input) + (vectors * gradient))) + (tiles.Inputs * vectors * taps / ImagesOfChunk);
        double products = tiles.Positions * (tiles.Count + StepsOfEnds) * StepsOf(tiles.Inputs, vectors);
        double bytes = (double)tiles.WeightsLength * sizeof(float);
        return transforms + products + (2 * Math.Max(0, bytes - CachedBytes) / StreamedBytes);
    }

    /// <summary>A step of all register tiles of so many rows and vectors.</summary>
    private static double StepsOf(int rows, int vectors)
    {
        TileShape.For(rows, vectors, Bits, 1, out double cost);
        return cost;
    }

    private static int VectorsOf(int channels) => (int)(Arena.Aligned(channels) / Width);
}
