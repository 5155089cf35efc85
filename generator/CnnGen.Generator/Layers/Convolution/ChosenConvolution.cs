using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution.Winograd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>Plans convolutions by the algorithm that <see cref="AlgorithmChoice"/> says.</summary>
internal static class ChosenConvolution
{
    /// <summary>Output = activation(convolution of the input + bias), or the maxima of its windows, with the weights of the chain.</summary>
    /// <param name="operation">The first part of the kernel's name.</param>
    public static void AddChosen(
        this PassBuilder pass, string operation, LayerChain chain, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked,
        TensorPlan input, TensorPlan output, string activation)
    {
        var added = chain.Sum is null ? null : pass.Tensors.Output(chain.Added, pass.Mode);
        var whole = geometry;
        if (pass.Mode == Mode.Train) geometry = geometry.First(pass.Tensors.Fused.SeenOf(chain.First));
        if (Choose(pass, chain.First, whole, asked, chain.Windows) is { } tiles)
        {
            // Too few outputs for a tile, where only the seen ones are computed.
            if (geometry != whole && AlgorithmChoice.Tiles(geometry, null, tiles.Size) is { } fewer) tiles = fewer;
            else geometry = whole;
            var (transformed, offsets) = pass.DeriveWinograd(chain, tiles);
            pass.AddWinograd(operation, geometry, tiles, input, output, transformed, offsets, activation, windows: chain.Windows, added: added);
            return;
        }

        var groups = geometry.Groups;
        int taps = geometry.Vertical.Kernel * geometry.Horizontal.Kernel * groups.Inputs;
        bool packed = pass.Target == PlanTarget.Cpu && groups.Count == 1 && WeightRows.Pays(taps, groups.Outputs);
        var (kernel, bias) = packed ? pass.WeightsPacked(chain, taps, groups.Outputs) : pass.WeightsOf(chain);
        pass.AddConvolution(operation, geometry, input, output, kernel, bias, activation, windows: chain.Windows, added: added, packed: packed);
    }

    /// <summary>Adds the gradient by the weights.</summary>
    /// <param name="geometry">That of the outputs which have a gradient.</param>
    public static void AddChosenWeightGradient(
        this PassBuilder pass, string operation, LayerNode layer, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked, TensorPlan input, TensorPlan gradient)
    {
        string? weights = pass.ParameterGradient(layer, "kernel");
        if (pass.Target == PlanTarget.Cpu && AlgorithmChoice.ChooseWeightGradient(geometry, asked) is { } tiles) pass.AddWinogradWeightGradient(operation, layer, geometry, tiles, input, gradient, weights);
        else pass.AddWeightGradient(operation, geometry, input, gradient, weights);
    }

    /// <summary>The gradient by the input.</summary>
    /// <param name="geometry">That of the outputs which have a gradient.</param>
    public static void AddChosenDataGradient(
        this PassBuilder pass, string operation, LayerNode layer, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked,
        TensorPlan gradient, TensorPlan destination, bool accumulate)
    {
        if (geometry.OverReached() is var reached && reached != geometry)
        {
            geometry = reached;
            if (!accumulate) pass.AddFrame(destination, 0, 0, geometry.Vertical.Input, geometry.Horizontal.Input);
        }

        if (pass.Target == PlanTarget.Cpu && AlgorithmChoice.ChooseDataGradient(geometry, accumulate, asked) is { } tiles)
        {
            pass.AddWinogradDataGradient(operation, geometry, tiles, gradient, destination, pass.DeriveTurnedWinograd(layer, "kernel", tiles), accumulate);
            return;
        }

        pass.AddDataGradient(operation, geometry, gradient, destination, pass.DeriveTurned(layer, "kernel", geometry), accumulate);
    }

    /// <summary>A layer has one algorithm in all passes, chosen for the one that predicts: so its outputs are the same, and its weights are transformed once.</summary>
    private static WinogradTiles? Choose(PassBuilder pass, LayerNode layer, ConvolutionGeometry geometry, ConvolutionAlgorithm? asked, DisjointWindows? windows)
    {
        if (pass.Target == PlanTarget.Gpu) return null;
        // Predicting has transformed weights with the normalization in them: a second form for the rare look at every output would not be worth its memory.
        if (pass.Mode == Mode.Inspect && pass.Tensors.Fused.ChainOf(layer).Normalization is not null) return null;
        var chosen = AlgorithmChoice.Choose(geometry, pass.Tensors.Fused.ChainOf(layer).Windows, asked);
        return chosen is { } tiles && windows is null ? AlgorithmChoice.Tiles(geometry, null, tiles.Size) : chosen;
    }
}
