using System;
using System.Linq;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <content>
/// How threads share the work: by rows, or, where reading the weights takes longer than reading the images, by channels. Neither changes what is added up in which order.
/// </content>
internal sealed partial record ConvolutionKernel
{
    // The channels of a part, a multiple of every tile's.
    private const int PartChannels = 64;

    // Fewer multiply-adds are done before another thread would have begun.
    private const long FewestMultiplyAdds = 400_000;

    // Floats of an image that comes from the last cache.
    private const long FarInputs = 128 * 1024;

    // Tiles of whole rows, which are better for rows this short, are not shared.
    private const int FewestColumns = 12;

    public override int Parts => SplitsChannels ? Groups.Outputs / PartChannels : SplitsRows ? RowParts : 1;

    private bool IsWorth => WeightsLength * Rows * Columns * Pool.Size >= FewestMultiplyAdds;

    /// <summary>Whether the weights are more than the second-level cache keeps from image to image.</summary>
    private bool Streams => Packed && WeightsLength > StreamedWeights.KeptFloats && !PixelsOutside;

    /// <summary>
    /// Whether tiles read, once, an image that the second-level cache does not hold, and one after another: then each asks for the inputs of the next one.
    /// </summary>
    private bool ReadsFarInputs(PixelTiles tiles) =>
        Taps.PerRow == InputPixel && Taps.Rows == 1 && Groups.Outputs <= tiles.Shape.Vectors * 16 && (long)Rows * Columns * InputPixel >= FarInputs && !tiles.WholeRows;

    private bool SplitsChannels => Streams && IsWorth && !IsGrouped && Groups.Outputs % PartChannels == 0 && Groups.Outputs > PartChannels;

    private bool SplitsRows => IsWorth && !SplitsChannels && Rows > 1 && (IsNarrow || (Columns >= FewestColumns && !IsGrouped));

    /// <summary>Whether groups lie side by side in vectors of every width.</summary>
    private bool IsNarrow => GroupLanes.Of(Groups, 128) is not null;

    private int RowParts => IsNarrow ? (Rows + RowsOfPart - 1) / RowsOfPart : Rows;

    public override RowFlow? Flow => RowsOfParts;

    private RowFlow? RowsOfParts { get; init; }

    /// <summary>The kernel with the rows that its parts read and write.</summary>
    /// <param name="window">What an output sees of the input's rows.</param>
    /// <param name="columns">Of the output; where rows are joined, a row of the kernel has several of the output's.</param>
    public ConvolutionKernel WithFlow(Window window, DisjointWindows? pooled, TensorPlan input, int columns)
    {
        if (!SplitsRows || Start == StartFrom.Destination || Columns % columns != 0) return this;
        return this with { RowsOfParts = RowFlow.Of(window, input.RowStride, Columns / columns * (IsNarrow ? RowsOfPart : 1), pooled) };
    }

    /// <summary>
    /// The same convolution with all rows as one, where its taps are single pixels and rows follow each other without a border: longer rows
    /// leave fewer small tiles at their ends. Then it is cut into rows again, for threads, where these leave none.
    /// </summary>
    public ConvolutionKernel WithRowsJoined(TensorPlan input, TensorPlan output, TensorPlan? added)
    {
        if (Pool.Size > 1 || Taps.Rows > 1 || Taps.PerRow != Groups.Inputs || InputRow != Columns * InputPixel || OutputRow != Columns * OutputPixel
            || !input.HasJoinedRows || !output.HasJoinedRows || added is { HasJoinedRows: false })
        {
            return this;
        }

        int pixels = Rows * Columns;
        // Rows of whole rows go well with calls before and behind: see RowBands.
        int rows = Enumerable.Range(2, 31).Reverse().OrderBy(count => pixels / count % Columns == 0 ? 0 : 1).FirstOrDefault(count => pixels % count == 0 && (pixels / count % 14 == 0 || pixels / count is 12 or 13 or >= 98));
        var (newRows, newColumns) = rows == 0 ? (1, pixels) : (rows, pixels / rows);
        return this with
        {
            Rows = newRows,
            Columns = newColumns,
            InputRow = newColumns * InputPixel,
            OutputRow = newColumns * OutputPixel,
            Added = Added is { } layout ? layout with { Row = newColumns * layout.Pixel } : null,
        };
    }
}
