using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>Plans the gradient by the weights by Winograd's algorithm.</summary>
internal static class WinogradGradientCalls
{
    /// <summary>Adds the gradient by the weights, at the end of each chunk of a batch.</summary>
    public static void AddWinogradWeightGradient(
        this PassBuilder pass, string operation, LayerNode layer, ConvolutionGeometry geometry, WinogradTiles tiles, TensorPlan input, TensorPlan gradient, string? weightGradient)
    {
        var kernel = new WinogradWeightGradientKernel(
            $"{operation}_{geometry.Label}_Winograd{tiles.Size}",
            $"The gradient by the weights of a {geometry.Description} of {input.Shape} to {geometry.Output}. Winograd's algorithm, F({tiles.Size} x {tiles.Size}, 3 x 3).",
            tiles, input.ImageStride, input.RowStride, input.PixelStride, gradient.ImageStride, gradient.RowStride, gradient.PixelStride);
        pass.Add(
            kernel, input.Pointer(-geometry.Vertical.Before, -geometry.Horizontal.Before), gradient.Pointer(), pass.Tensors.Work(tiles.WorkLength),
            pass.Tensors.ChunkSums(layer, "WinogradSums", (int)tiles.WeightsLength), weightGradient, "block.Before", "block.After");
    }
}
