using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>The weights of a layer whose kernel computes others too: where a normalization follows, it is part of kernel and bias, once for each version of the weights.</summary>
internal static class FoldedWeights
{
    /// <summary>The pointers to kernel and bias.</summary>
    public static (string Kernel, string? Bias) WeightsOf(this PassBuilder pass, LayerChain chain) => chain.Normalization is null
        ? (pass.Parameter(chain.First, "kernel")!, pass.Parameter(chain.First, "bias"))
        : pass.DeriveFolded(chain, "Folded", 0, (_, _) => "");

    /// <summary>Another form of the weights: they are its beginning, and what they are made of lies behind it.</summary>
    /// <param name="form">Its name.</param>
    /// <param name="length">Floats of it.</param>
    /// <param name="statement">Writes it, from the pointers to the kernel and to it.</param>
    public static (string Kernel, string? Bias) WeightsOf(this PassBuilder pass, LayerChain chain, string form, long length, Func<string, string, string> statement)
    {
        if (chain.Normalization is not null) return pass.DeriveFolded(chain, "Folded" + form, length, statement);
        string kernel = "weights + At." + NetworkTensors.ParameterConstant(chain.First, "kernel");
        return (pass.Derive(chain.First, form, checked((int)length), pointer => statement(kernel, pointer)), pass.Parameter(chain.First, "bias"));
    }

    private static (string Kernel, string Bias) DeriveFolded(this PassBuilder pass, LayerChain chain, string form, long length, Func<string, string, string> statement)
    {
        var layer = chain.First;
        var normalization = chain.Normalization!.Attributes.Kind.Normalization(chain.Normalization)!;
        var kernel = layer.Parameters.Single(parameter => parameter.Name == "kernel");
        bool hasBias = layer.Parameters.Any(parameter => parameter.Name == "bias");
        int channels = layer.OutputShape.Channels;
        long folded = Arena.Aligned(length);
        long bias = folded + Arena.Aligned(kernel.Length);
        // Behind the bias is room for the factors.
        long end = bias + (2 * Arena.Aligned(channels));
        string Weights(string name) => "weights + At." + NetworkTensors.ParameterConstant(layer, name);
        string Fold(string pointer, string to) =>
            $"Folding.Normalization({Weights("kernel")}, {(hasBias ? Weights("bias") : "null")}, {normalization.Gamma ?? "null"}, {normalization.Beta ?? "null"}, "
            + $"{normalization.Mean}, {normalization.Variance}, {Literal.Of(normalization.Epsilon)}, {Literal.Of(kernel.Length / channels)}, {Literal.Of(channels)}, {to}, {pointer} + {Literal.Of(bias)})";
        string derived = pass.Derive(
            layer, form, checked((int)end),
            pointer =>
            {
                string to = folded == 0 ? pointer : $"{pointer} + {Literal.Of(folded)}";
                string rest = statement(to, pointer);
                string fold = $"global::CnnGen.{Fold(pointer, to)};";
                return rest.Length == 0 ? fold : fold + " " + rest;
            },
            pointer => new Call("", null, Fold(pointer, pointer)));
        return (derived, $"{derived} + {Literal.Of(bias)}");
    }
}
