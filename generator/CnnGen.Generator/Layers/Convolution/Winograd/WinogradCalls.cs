using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>Plans a convolution by Winograd's algorithm.</summary>
internal static class WinogradCalls
{
    /// <summary>Output = activation(convolution of the input + bias), or the maxima of its windows.</summary>
    /// <param name="operation">The first part of the kernel's name.</param>
    /// <param name="weights">The pointer to transformed weights.</param>
    public static void AddWinograd(
        this PassBuilder pass, string operation, ConvolutionGeometry geometry, WinogradTiles tiles, TensorPlan input, TensorPlan output,
        string weights, string? bias, string activation, bool accumulate = false, DisjointWindows? windows = null)
    {
        string suffix = Activations.SuffixOf(activation) + (accumulate ? "_Add" : "") + windows?.NameSuffix;
        var kernel = new WinogradKernel(
            $"{operation}_{geometry.Label}{suffix}_Winograd{tiles.Size}",
            $"{geometry.Description} of {input.Shape} to {geometry.Output}{(activation == Activations.Linear ? "" : ", then " + activation)}{windows?.Then(output.Shape)}. "
            + $"Winograd's algorithm, F({tiles.Size} x {tiles.Size}, 3 x 3).",
            tiles, input.ImageStride, input.RowStride, input.PixelStride, output.ImageStride, output.RowStride, output.PixelStride,
            accumulate ? StartFrom.Destination : bias is null ? StartFrom.Zero : StartFrom.Bias, activation, windows?.Height ?? 1, windows?.Width ?? 1);
        pass.Add(
            kernel, input.Pointer(-geometry.Vertical.Before, -geometry.Horizontal.Before), weights, bias, output.Pointer(), pass.Tensors.Work(tiles.WorkLength));
    }

    /// <summary>The pointer to a layer's transformed weights.</summary>
    public static string DeriveWinograd(this PassBuilder pass, LayerNode layer, string parameter, WinogradTiles tiles) =>
        pass.Derive(layer, $"Winograd{tiles.Size}", checked((int)tiles.WeightsLength), pointer =>
            $"global::CnnGen.Winograd.Weights{tiles.Size}(weights + At.{NetworkTensors.ParameterConstant(layer, parameter)}, {pointer}, {Literal.Of(tiles.Inputs)}, {Literal.Of(tiles.Outputs)});");
}
