using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>
/// Where a tile finds its weights: as the file has them, [taps, outputs], or packed by the runtime's PackedWeights, [panels of 16 outputs, taps, 16], so that a tile
/// reads memory from end to end.
/// </summary>
/// <param name="Taps">Weights of an output.</param>
/// <param name="Outputs">From a tap's weights to the next one's where they are not packed.</param>
internal readonly record struct WeightRows(bool Packed, int Taps, int Outputs)
{
    // Fewer weights stay in the first-level cache, whatever their order: in floats.
    private const int FewestPacked = 8 * 1024;

    private const int Panel = 16;

    /// <summary>Whether packing pays: a tile of a few vectors then reads neighbours, of which there are more.</summary>
    public static bool Pays(int taps, int outputs) => outputs > 2 * Panel && (long)taps * outputs >= FewestPacked;

    /// <summary>Floats of the packed weights.</summary>
    public static long PackedLength(int taps, int outputs) => (long)taps * ((outputs + Panel - 1) / Panel * Panel);

    /// <summary>From a tap to the next one.</summary>
    public int Step => Packed ? Panel : Outputs;

    /// <summary>The first tap's weights of a block.</summary>
    public string Start(string weights, ChannelBlock block)
    {
        if (!Packed) return block.At(weights);
        if (!block.IsLoop) return Pointer.At(weights, (block.First / Panel * Panel * Taps) + (block.First % Panel));
        return block.Step % Panel == 0 && block.First % Panel == 0
            ? $"{weights} + c * {Literal.Of(Taps)}"
            : $"{weights} + c / {Literal.Of(Panel)} * {Literal.Of(Panel * Taps)} + c % {Literal.Of(Panel)}";
    }

    /// <summary>From the weights of a block's first vector to those of another.</summary>
    public int Vector(int vector, int width) =>
        Packed ? (vector * width / Panel * Panel * Taps) + (vector * width % Panel) : vector * width;
}
