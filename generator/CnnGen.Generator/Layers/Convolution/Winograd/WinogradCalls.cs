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
        string weights, string? bias, string activation, bool accumulate = false, DisjointWindows? windows = null, TensorPlan? added = null)
    {
        string suffix = Activations.SuffixOf(activation) + (accumulate ? "_Add" : "") + (added is null ? "" : "_Sum") + windows?.NameSuffix;
        var kernel = new WinogradKernel(
            $"{operation}_{geometry.Label}{suffix}_Winograd{tiles.Size}",
            $"{geometry.Description} of {input.Shape} to {geometry.Output}{(added is null ? "" : ", added to a tensor")}{(activation == Activations.Linear ? "" : ", then " + activation)}{windows?.Then(output.Shape)}. "
            + $"Winograd's algorithm, F({tiles.Size} x {tiles.Size}, 3 x 3).",
            tiles, input.ImageStride, input.RowStride, input.PixelStride, output.ImageStride, output.RowStride, output.PixelStride,
            accumulate ? StartFrom.Destination : bias is null ? StartFrom.Zero : StartFrom.Bias, activation, windows?.Height ?? 1, windows?.Width ?? 1)
        {
            Added = added is null ? null : new PixelLayout(added.ImageStride, added.RowStride, added.PixelStride),
        };
        pass.Add(
            kernel, input.Pointer(-geometry.Vertical.Before, -geometry.Horizontal.Before), weights, bias, pass.Tensors.Work(tiles.WorkLength), added?.Pointer(), output.Pointer());
    }

    /// <summary>The gradient by the input: a convolution of the gradient with the weights turned around.</summary>
    /// <param name="weights">The pointer to weights that were turned, then transformed.</param>
    public static void AddWinogradDataGradient(
        this PassBuilder pass, string operation, ConvolutionGeometry geometry, WinogradTiles tiles, TensorPlan gradient, TensorPlan destination,
        string weights, bool accumulate)
    {
        var kernel = new WinogradKernel(
            $"{operation}_{geometry.Label}{(accumulate ? "_Add" : "")}_Winograd{tiles.Size}",
            $"The gradient by the input of a {geometry.Description} of {destination.Shape} to {gradient.Shape}. Winograd's algorithm, F({tiles.Size} x {tiles.Size}, 3 x 3).",
            tiles, gradient.ImageStride, gradient.RowStride, gradient.PixelStride, destination.ImageStride, destination.RowStride, destination.PixelStride,
            accumulate ? StartFrom.Destination : StartFrom.Zero, Activations.Linear, 1, 1);
        // The first input is seen by the outputs up to the padding before it, through the last tap first.
        pass.Add(
            kernel, gradient.Pointer(geometry.Vertical.Before - 2, geometry.Horizontal.Before - 2), weights, pass.Tensors.Work(tiles.WorkLength), destination.Pointer());
    }

    /// <summary>The pointer to a layer's weights as the gradient by the input takes them.</summary>
    public static string DeriveTurnedWinograd(this PassBuilder pass, LayerNode layer, string parameter, WinogradTiles tiles)
    {
        // The turned weights lie behind the transformed ones, for no one else to read.
        long turned = Arena.Aligned(tiles.WeightsLength);
        string channels = $"{Literal.Of(tiles.Inputs)}, {Literal.Of(tiles.Outputs)}";
        return pass.Derive(layer, $"TurnedWinograd{tiles.Size}", checked((int)(turned + (9L * tiles.Inputs * tiles.Outputs))), pointer =>
            $"global::CnnGen.Transpose.Taps(weights + At.{NetworkTensors.ParameterConstant(layer, parameter)}, {pointer} + {Literal.Of(turned)}, "
            + $"{Literal.Of(tiles.Outputs)}, {Literal.Of(tiles.Inputs)}, stackalloc int[] {{ 8, 7, 6, 5, 4, 3, 2, 1, 0 }}); "
            + $"global::CnnGen.Winograd.Weights{tiles.Size}({pointer} + {Literal.Of(turned)}, {pointer}, {channels});");
    }

    /// <summary>The pointers to the transformed weights and the bias of a chain.</summary>
    public static (string Weights, string? Bias) DeriveWinograd(this PassBuilder pass, LayerChain chain, WinogradTiles tiles) =>
        pass.WeightsOf(chain, $"Winograd{tiles.Size}", tiles.WeightsLength, (kernel, pointer) =>
            $"global::CnnGen.Winograd.Weights{tiles.Size}({kernel}, {pointer}, {Literal.Of(tiles.Inputs)}, {Literal.Of(tiles.Outputs)});");
}
