using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>The ways to compute a convolution.</summary>
internal enum ConvolutionAlgorithm
{
    /// <summary>Each product as the definition has it.</summary>
    Direct,

    /// <summary>F(2 x 2, 3 x 3): 16 multiplications where the definition has 36.</summary>
    Winograd2,

    /// <summary>F(4 x 4, 3 x 3): 36 multiplications where the definition has 144.</summary>
    Winograd4,
}

/// <summary>Their names in models.json.</summary>
internal static class ConvolutionAlgorithms
{
    public static IReadOnlyList<string> Names { get; } = ["direct", "winograd2", "winograd4"];

    public static ConvolutionAlgorithm? Of(string? name) => name is null ? null : (ConvolutionAlgorithm)((List<string>)[.. Names]).IndexOf(name);

    /// <summary>Outputs along a side of the algorithm's tiles.</summary>
    public static int TileOf(this ConvolutionAlgorithm algorithm) => algorithm switch
    {
        ConvolutionAlgorithm.Winograd2 => 2,
        ConvolutionAlgorithm.Winograd4 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
