using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution.Winograd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>Plans convolutions by the algorithm that <see cref="AlgorithmChoice"/> says.</summary>
internal static class ChosenConvolution
{
    /// <summary>Output = activation(convolution of the input + bias), or the maxima of its windows, with the layer's parameters "kernel" and "bias".</summary>
    /// <param name="operation">The first part of the kernel's name.</param>
    public static void AddChosen(
        this PassBuilder pass, string operation, LayerNode layer, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked,
        TensorPlan input, TensorPlan output, string activation, DisjointWindows? windows)
    {
        string? bias = pass.Parameter(layer, "bias");
        if (Choose(pass, layer, geometry, asked, windows) is { } tiles)
        {
            pass.AddWinograd(operation, geometry, tiles, input, output, pass.DeriveWinograd(layer, "kernel", tiles), bias, activation, windows: windows);
            return;
        }

        pass.AddConvolution(operation, geometry, input, output, pass.Parameter(layer, "kernel")!, bias, activation, windows: windows);
    }

    /// <summary>The gradient by the input.</summary>
    public static void AddChosenDataGradient(
        this PassBuilder pass, string operation, LayerNode layer, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked,
        TensorPlan gradient, TensorPlan destination, bool accumulate)
    {
        if (AlgorithmChoice.ChooseDataGradient(geometry, accumulate, asked) is { } tiles)
        {
            pass.AddWinogradDataGradient(operation, geometry, tiles, gradient, destination, pass.DeriveTurnedWinograd(layer, "kernel", tiles), accumulate);
            return;
        }

        pass.AddDataGradient(operation, geometry, gradient, destination, pass.DeriveTurned(layer, "kernel", geometry), accumulate);
    }

    /// <summary>A layer has one algorithm in all passes, chosen for the one that predicts: so its outputs are the same, and its weights are transformed once.</summary>
    private static WinogradTiles? Choose(PassBuilder pass, LayerNode layer, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked, DisjointWindows? windows)
    {
        var pooling = pass.Tensors.Pooled.PoolingOf(layer);
        var chosen = AlgorithmChoice.Choose(geometry, pooling?.Attributes.Kind.DisjointMaxima(pooling), asked);
        return chosen is { } tiles && windows is null ? AlgorithmChoice.Tiles(geometry, null, tiles.Size) : chosen;
    }
}
