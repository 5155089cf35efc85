using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>
/// A 3 x 3 convolution of stride 1 by Winograd's algorithm: tiles of inputs are transformed, multiplied with transformed weights position by position (a matrix
/// product over the channels), and transformed back. Distances are in floats.
/// </summary>
/// <param name="Tiles">The tiles of an image and of a block.</param>
/// <param name="PoolRows">Rows of outputs whose maximum is stored; rows and distances of the output are then those of windows.</param>
/// <param name="PoolColumns">Columns of them.</param>
internal sealed partial record WinogradKernel(
    string Name, string Summary, WinogradTiles Tiles, int InputImage, int InputRow, int InputPixel,
    int OutputImage, int OutputRow, int OutputPixel, StartFrom Start, string Activation, int PoolRows, int PoolColumns) : Kernel
{
    // Fewer multiply-adds are done before another thread would have begun.
    private const long FewestMultiplyAdds = 400_000;

    /// <summary>A tensor of the output's shape that is added to the sums, before the activation; null where there is none.</summary>
    public PixelLayout? Added { get; init; }

    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Algorithm => $"Winograd {Tiles.Size} x {Tiles.Size}";

    public override string Parameters => "float* x, float* u, " + (Start == StartFrom.Bias ? "float* b, " : "") + "float* work, " + (Added is null ? "" : "float* r, ") + "float* y, int batch";

    /// <summary>
    /// Threads share panels of outputs where reading the weights takes long: each then transforms all inputs, but reads its own weights. Else they share rows of tiles. Of rows that
    /// overlap, the last two, one thread has both: where tiles compute an output twice, it is always the same one that is left.
    /// </summary>
    public override int Parts => SplitsPanels ? Tiles.Outputs / WinogradTiles.Panel : SplitsRows ? TileRows : 1;

    private int TileRows => Tiles.Count / Tiles.Across - (Tiles.Rows % Tiles.Size == 0 ? 0 : 1);

    private bool IsWorth => (long)Tiles.Count * Tiles.WeightsLength >= FewestMultiplyAdds;

    private bool SplitsPanels =>
        IsWorth && Tiles.WeightsLength > StreamedWeights.KeptFloats && Tiles.Outputs % WinogradTiles.Panel == 0 && Tiles.Outputs > WinogradTiles.Panel;

    private bool SplitsRows => IsWorth && !SplitsPanels && TileRows > 1;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        code.Line($"float* products = work + {Tiles.InputLength};");
        string start = "0";
        string end = $"batch * {Tiles.Count}";
        if (SplitsRows)
        {
            code.Line($"int end = to == {Parts} ? {end} : to * {Tiles.Across};");
            (start, end) = ($"from * {Tiles.Across}", "end");
        }

        using (code.Open($"for (int first = {start}; first < {end}; first += {Tiles.Block})"))
        {
            code.Line($"int tiles = global::System.Math.Min({Tiles.Block}, {end} - first);");
            code.Comment($"Tiles of {Tiles.InputSize} x {Tiles.InputSize} inputs, transformed.");
            using (code.Open("for (int t = 0; t < tiles; t++)")) WriteInputs(code, Lanes.Of(Tiles.Inputs, vectorBits));
            code.Comment("A matrix product for each position in a tile.");
            using (code.Open($"for (int p = 0; p < {Tiles.Positions}; p++)")) WriteProducts(code, vectorBits);
            code.Comment($"Transformed back to {Tiles.Size} x {Tiles.Size} outputs.");
            using (code.Open("for (int t = 0; t < tiles; t++)")) WriteOutputs(code, Lanes.Of(Tiles.Outputs, vectorBits));
        }
    }

    private void WriteInputs(CodeWriter code, Lanes lanes)
    {
        int n = Tiles.InputSize;
        WritePlace(code, "x", InputImage, InputRow, InputPixel, 1, 1);
        code.Line($"float* vt = work + t * {Tiles.InputTile};");
        using (code.Open(lanes.Vectors == 1 ? null : $"for (int c = 0; c < {lanes.Vectors * lanes.Width}; c += {lanes.Width}, xt += {lanes.Width}, vt += {lanes.Width})"))
        {
            WinogradTransform.WriteInputs(
                code, lanes, Tiles.Size,
                (row, column) => lanes.Load(Pointer.At("xt", (row * InputRow) + (column * InputPixel))),
                (row, column, value) => code.Line(lanes.Store(value, Pointer.At("vt", ((row * n) + column) * Tiles.InputPosition), lanes.Width)));
        }
    }

    private void WriteProducts(CodeWriter code, int vectorBits)
    {
        code.Line($"float* up = u + p * {Tiles.Inputs * Tiles.PaddedOutputs};");
        code.Line($"float* mp = products + p * {Tiles.OutputPosition};");
        int whole = Tiles.PaddedOutputs / WinogradTiles.Panel;
        int rest = Tiles.PaddedOutputs % WinogradTiles.Panel;
        if (SplitsPanels)
        {
            code.Line($"up += from * {Tiles.Inputs * WinogradTiles.Panel};");
            code.Line($"mp += from * {WinogradTiles.Panel};");
        }

        string moves = $"up += {Tiles.Inputs * WinogradTiles.Panel}, mp += {WinogradTiles.Panel}";
        if (SplitsPanels)
        {
            using (code.Open($"for (int panel = from; panel < to; panel++, {moves})")) WritePanel(code, vectorBits, WinogradTiles.Panel);
        }
        else if (whole > 1 || (whole == 1 && rest > 0))
        {
            using (code.Open($"for (int panel = 0; panel < {whole}; panel++, {moves})")) WritePanel(code, vectorBits, WinogradTiles.Panel);
        }
        else if (whole == 1)
        {
            WritePanel(code, vectorBits, WinogradTiles.Panel);
        }

        if (rest > 0) WritePanel(code, vectorBits, rest);
    }

    /// <summary>The products of a position for the outputs of a panel of weights.</summary>
    private void WritePanel(CodeWriter code, int vectorBits, int panel)
    {
        var lanes = Lanes.Of(panel, vectorBits);
        var shape = Tiles.Registers(vectorBits);
        foreach (var block in ChannelBlock.Of(lanes, shape.Vectors))
        {
            block.WriteLoop(code, () =>
            {
                code.Line($"float* vt = work + p * {Tiles.InputPosition};");
                code.Line($"float* mt = {block.At("mp")};");
                using (code.Open($"for (int t = 0; t < tiles; t += {shape.Rows}, vt += {shape.Rows * Tiles.InputTile}, mt += {shape.Rows * Tiles.OutputTile})"))
                {
                    var tile = new Tile(code, lanes, shape.Rows, block.Vectors);
                    tile.Declare((_, _) => lanes.Zero);
                    code.Line("float* v = vt;");
                    code.Line($"float* w = {block.At("up")};");
                    using (code.Open($"for (int k = 0; k < {Tiles.Inputs}; k++, v++, w += {panel})"))
                    {
                        if (Tiles.WeightsLength > StreamedWeights.KeptFloats) StreamedWeights.WritePrefetch(code, "w", panel, block.Vectors * lanes.Width);
                        tile.Step(i => Pointer.At("w", i * lanes.Width), r => lanes.Broadcast($"v[{r * Tiles.InputTile}]"));
                    }

                    tile.Finish((r, v, sum) => code.Line(lanes.Store(sum, Pointer.At("mt", (r * Tiles.OutputTile) + (v * lanes.Width)), lanes.Width)));
                }
            });
        }
    }

    /// <summary>The pointer to where a tile begins.</summary>
    private void WritePlace(CodeWriter code, string pointer, int image, int row, int pixel, int poolRows, int poolColumns)
    {
        code.Line($"int tile = (first + t) % {Tiles.Count};");
        code.Line($"float* {pointer}t = {pointer}{PlaceOf(image, row, pixel, poolRows, poolColumns)};");
    }

    /// <summary>The distance from a tensor's start to where a tile begins, as the end of a sum.</summary>
    private string PlaceOf(int image, int row, int pixel, int poolRows, int poolColumns)
    {
        string Start(string tile, int length, int pool) => length % Tiles.Size == 0
            ? $"{tile} * {Tiles.Size / pool}"
            : $"global::System.Math.Min({tile} * {Tiles.Size / pool}, {(length - Tiles.Size) / pool})";
        string down = Start($"(tile / {Tiles.Across})", Tiles.Rows, poolRows);
        string right = Start($"(tile % {Tiles.Across})", Tiles.Columns, poolColumns);
        return $" + (first + t) / {Tiles.Count} * {image} + {down} * {row} + {right} * {pixel}";
    }
}
