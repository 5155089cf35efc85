using CnnGen.Generator.Layers.Convolution.Winograd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>Which algorithm computes a convolution: what models.json says, else the one that costs least.</summary>
internal static class AlgorithmChoice
{
    // Transformed weights and the memory that a kernel works in: past this a plan could not address them.
    private const long MostFloats = 1 << 28;

    // Transformed gradients that each worker holds for a layer.
    private const long MostSums = 1 << 22;

    // With fewer channels on either side transforms cost what the products save, and vectors are partly empty: only models.json asks for it then.
    private const int FewestChannels = 16;

    /// <summary>The tiles of Winograd's algorithm; null where the convolution is computed directly.</summary>
    /// <param name="windows">The windows whose maxima the kernel takes in registers; null where it stores its outputs.</param>
    /// <param name="asked">What models.json says.</param>
    public static WinogradTiles? Choose(ConvolutionGeometry geometry, DisjointWindows? windows, ConvolutionAlgorithm? asked)
    {
        if (asked == ConvolutionAlgorithm.Direct) return null;
        if (asked is { } algorithm) return Tiles(geometry, windows, algorithm.TileOf());
        WinogradTiles? best = null;
        double least = ConvolutionCosts.Direct(geometry, windows);
        foreach (int size in new[] { 2, 4 })
        {
            if (!HasChannels(geometry) || Tiles(geometry, windows, size) is not { } tiles) continue;
            double cost = ConvolutionCosts.Winograd(tiles);
            if (cost >= least) continue;
            least = cost;
            best = tiles;
        }

        return best;
    }

    /// <summary>The same for the gradient by the input. It has outputs where the convolution has inputs.</summary>
    /// <param name="accumulate">Whether it is added to what is there.</param>
    public static WinogradTiles? ChooseDataGradient(ConvolutionGeometry geometry, bool accumulate, ConvolutionAlgorithm? asked)
    {
        if (asked == ConvolutionAlgorithm.Direct) return null;
        WinogradTiles? best = null;
        double least = asked is null ? ConvolutionCosts.DirectDataGradient(geometry) : double.PositiveInfinity;
        foreach (int size in new[] { 2, 4 })
        {
            if (asked is { } algorithm && algorithm.TileOf() != size) continue;
            if ((asked is null && !HasChannels(geometry)) || Tiles(geometry, null, size) is null) continue;
            var tiles = new WinogradTiles(size, geometry.Vertical.Input, geometry.Horizontal.Input, geometry.Groups.Outputs, geometry.Groups.Inputs);
            if ((accumulate && tiles.Overlap) || tiles.Rows < size || tiles.Columns < size || tiles.WorkLength > MostFloats) continue;
            double cost = ConvolutionCosts.Winograd(tiles) + ConvolutionCosts.WinogradWeights(tiles);
            if (cost >= least) continue;
            least = cost;
            best = tiles;
        }

        return best;
    }

    /// <summary>The same for the gradient by the weights.</summary>
    public static WinogradTiles? ChooseWeightGradient(ConvolutionGeometry geometry, ConvolutionAlgorithm? asked)
    {
        if (asked == ConvolutionAlgorithm.Direct) return null;
        WinogradTiles? best = null;
        double least = asked is null ? WeightGradientCosts.Direct(geometry) : double.PositiveInfinity;
        foreach (int size in new[] { 2, 4 })
        {
            if (asked is { } algorithm && algorithm.TileOf() != size) continue;
            if ((asked is null && !HasChannels(geometry)) || Tiles(geometry, null, size) is not { } tiles || tiles.WeightsLength > MostSums) continue;
            double cost = WeightGradientCosts.Winograd(tiles);
            if (cost >= least) continue;
            least = cost;
            best = tiles;
        }

        return best;
    }

    /// <summary>Whether an algorithm that models.json names can compute the convolution.</summary>
    public static bool CanCompute(ConvolutionGeometry geometry, ConvolutionAlgorithm algorithm) =>
        algorithm == ConvolutionAlgorithm.Direct || Tiles(geometry, null, algorithm.TileOf()) is not null;

    /// <summary>The tiles of this size, where the algorithm can compute the convolution.</summary>
    public static WinogradTiles? Tiles(ConvolutionGeometry geometry, DisjointWindows? windows, int size)
    {
        var (vertical, horizontal, groups) = geometry;
        if (!IsPlain(vertical) || !IsPlain(horizontal) || groups.Count > 1) return null;
        if (windows is not null && !(Fits(windows.Height, windows.StrideY, size) && Fits(windows.Width, windows.StrideX, size))) return null;
        int rows = windows is null ? vertical.Output : vertical.Output / windows.Height * windows.Height;
        int columns = windows is null ? horizontal.Output : horizontal.Output / windows.Width * windows.Width;
        if (rows < size || columns < size) return null;
        var tiles = new WinogradTiles(size, rows, columns, groups.Inputs, groups.Outputs);
        return tiles.WeightsLength <= MostFloats && tiles.WorkLength <= MostFloats ? tiles : null;
    }

    private static bool HasChannels(ConvolutionGeometry geometry) => geometry.Groups.Inputs >= FewestChannels && geometry.Groups.Outputs >= FewestChannels;

    private static bool IsPlain(Window window) => window.Kernel == 3 && window.Stride == 1 && window.Dilation == 1;

    /// <summary>Whether windows tile a tile of outputs.</summary>
    private static bool Fits(int window, int stride, int size) => stride == window && size % window == 0;
}
