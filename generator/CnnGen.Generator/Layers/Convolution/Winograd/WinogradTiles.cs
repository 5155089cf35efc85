using System;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>
/// How the outputs of a 3 x 3 convolution are cut into square tiles, and how many of them are computed at a time. The last row and column of tiles are moved
/// back so that they end with the image: no tile hangs over, and outputs that two tiles compute are written twice.
/// </summary>
/// <param name="Size">Outputs along a side of a tile: 2 or 4.</param>
/// <param name="Rows">Rows of outputs.</param>
/// <param name="Columns">Columns of outputs.</param>
internal readonly record struct WinogradTiles(int Size, int Rows, int Columns, int Inputs, int Outputs)
{
    // The products of a block of tiles stay in the second-level cache, of which a core has one or two megabytes, if the weights leave them room. Sums over few channels are soon done and
    // wait for their stores more than for the weights, which each block reads again: smaller blocks (both measured).
    private const int CachedFloats = 256 * 1024;
    private const int CachedFloatsOfFewInputs = 64 * 1024;
    private const int FewInputs = 32;

    // Where the weights do not fit it either, each block reads all of them again: larger blocks, in the next cache.
    private const int MostFloats = 2 * 1024 * 1024;
    private const int MostTiles = 64;

    // Images whose tiles may be in one block: as many as a worker takes at a time.
    private const int MostImages = 8;

    /// <summary>Inputs along a side of a tile.</summary>
    public int InputSize => Size + 2;

    /// <summary>Products of a tile for each pair of channels.</summary>
    public int Positions => InputSize * InputSize;

    public int Across => (Columns + Size - 1) / Size;

    /// <summary>Tiles of an image.</summary>
    public int Count => (Rows + Size - 1) / Size * Across;

    /// <summary>Whether two tiles compute an output, so that none can be added to what is there.</summary>
    public bool Overlap => Rows % Size != 0 || Columns % Size != 0;

    /// <summary>Input channels in memory: whole vectors of every width.</summary>
    public int PaddedInputs => (int)Arena.Aligned(Inputs);

    /// <summary>Output channels in memory.</summary>
    public int PaddedOutputs => (int)Arena.Aligned(Outputs);

    /// <summary>Outputs whose weights lie together: see the runtime's Winograd.</summary>
    public const int Panel = 64;

    /// <summary>Floats of the transformed weights: [positions, panels, inputs, outputs of a panel].</summary>
    public long WeightsLength => (long)Positions * Inputs * PaddedOutputs;

    /// <summary>Tiles of a block: a multiple of what any width of vectors has in registers would be too coarse for small images, so it is rounded up in memory.</summary>
    public int Block
    {
        get
        {
            long perTile = (long)Positions * (PaddedInputs + PaddedOutputs);
            long most = WeightsLength <= CachedFloats ? (Inputs <= FewInputs ? CachedFloatsOfFewInputs : CachedFloats) / perTile : Math.Min(MostTiles, MostFloats / perTile);
            return (int)Math.Max(1, Math.Min(most, (long)Count * MostImages));
        }
    }

    /// <summary>Tiles and vectors of output channels whose products are in registers.</summary>
    public TileShape Registers(int vectorBits)
    {
        int tiles = Math.Min(Block, Count);
        var shape = TileShape.For(tiles, PaddedOutputs / (vectorBits / 32), vectorBits);
        int times = (tiles + shape.Rows - 1) / shape.Rows;
        return shape with { Rows = (tiles + times - 1) / times };
    }

    // The block's end may be computed beyond.
    private int Stored => Block + TileShape.MostRows;

    /// <summary>From a position's inputs to the next one's: a tile's positions lie together, since a transform writes all of them and has translations for few pages at hand.</summary>
    public int InputPosition => PaddedInputs;

    /// <summary>From a position's products to the next one's.</summary>
    public int OutputPosition => PaddedOutputs;

    /// <summary>From a tile's inputs to the next one's. No power of two: else the tiles of a product would share a few lines of the first-level cache.</summary>
    public int InputTile => (Positions * PaddedInputs) + 16;

    /// <summary>From a tile's products to the next one's.</summary>
    public int OutputTile => (Positions * PaddedOutputs) + 16;

    /// <summary>Floats of the transformed inputs of a block.</summary>
    public int InputLength => Stored * InputTile;

    /// <summary>Floats of its products.</summary>
    public int OutputLength => Stored * OutputTile;

    /// <summary>Floats of the memory that a kernel works in: inputs and products.</summary>
    public long WorkLength => (long)InputLength + OutputLength;
}
