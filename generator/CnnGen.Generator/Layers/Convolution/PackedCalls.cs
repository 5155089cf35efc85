using CnnGen.Generator.Emit;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>Plans weights that are packed.</summary>
internal static class PackedCalls
{
    /// <summary>The pointers to the packed weights and the bias of a chain.</summary>
    /// <param name="taps">Weights of an output.</param>
    public static (string Kernel, string? Bias) WeightsPacked(this PassBuilder pass, LayerChain chain, int taps, int outputs) =>
        pass.WeightsOf(chain, "Packed", WeightRows.PackedLength(taps, outputs), (kernel, pointer) =>
            $"global::CnnGen.PackedWeights.Panels({kernel}, {pointer}, {Literal.Of(taps)}, {Literal.Of(outputs)});");
}
