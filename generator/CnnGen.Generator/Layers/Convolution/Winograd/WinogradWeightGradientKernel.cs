using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>
/// The gradient by the weights of a 3 x 3 convolution of stride 1, by Winograd's algorithm: tiles of inputs and of gradients are transformed, multiplied position by position (a matrix
/// product over the tiles), and the sums of a chunk's images are transformed back once. Distances are in floats.
/// </summary>
/// <param name="Tiles">The tiles of an image's outputs and of a block.</param>
internal sealed record WinogradWeightGradientKernel(
    string Name, string Summary, WinogradTiles Tiles, int InputImage, int InputRow, int InputPixel, int GradientImage, int GradientRow, int GradientPixel) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Algorithm => $"Winograd {Tiles.Size} x {Tiles.Size}";

    /// <summary>The sums belong to a chunk: they start where no image of it came before, and are transformed back where none comes after.</summary>
    public override string Parameters => "float* x, float* g, float* work, float* sums, float* dw, int before, int after, int batch";

    // Rows and columns at the start of the last tiles, which were moved back: the tiles before have them.
    private int DoubleRows => (((Tiles.Rows + Tiles.Size - 1) / Tiles.Size) * Tiles.Size) - Tiles.Rows;

    private int DoubleColumns => (Tiles.Across * Tiles.Size) - Tiles.Columns;

    private int Position => Tiles.Inputs * Tiles.PaddedOutputs;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        code.Line($"float* gradients = work + {Tiles.InputLength};");
        code.Line($"if (before == 0) new global::System.Span<float>(sums, {Tiles.WeightsLength}).Clear();");
        using (code.Open($"for (int first = 0; first < batch * {Tiles.Count}; first += {Tiles.Block})"))
        {
            code.Line($"int tiles = global::System.Math.Min({Tiles.Block}, batch * {Tiles.Count} - first);");
            using (code.Open("for (int t = 0; t < tiles; t++)"))
            {
                code.Line($"int image = (first + t) / {Tiles.Count};");
                code.Line($"int down = (first + t) % {Tiles.Count} / {Tiles.Across};");
                code.Line($"int right = (first + t) % {Tiles.Across};");
                code.Line($"int row = {Start("down", Tiles.Rows)};");
                code.Line($"int column = {Start("right", Tiles.Columns)};");
                WriteInputs(code, Lanes.Of(Tiles.Inputs, vectorBits));
                WriteGradients(code, Lanes.Of(Tiles.Outputs, vectorBits));
            }

            code.Comment("A matrix product for each position in a tile.");
            using (code.Open($"for (int p = 0; p < {Tiles.Positions}; p++)")) WriteProducts(code, Lanes.Of(Tiles.Outputs, vectorBits));
        }

        code.Line("if (after > 0) return;");
        code.Comment("The sums of the chunk, transformed back.");
        WriteTaps(code, Lanes.Of(Tiles.Outputs, vectorBits));
    }

    private void WriteInputs(CodeWriter code, Lanes lanes)
    {
        code.Line($"float* xt = x + image * {InputImage} + row * {InputRow} + column * {InputPixel};");
        code.Line($"float* vt = work + t * {Tiles.InputTile};");
        using (code.Open($"for (int c = 0; c < {lanes.Vectors * lanes.Width}; c += {lanes.Width}, xt += {lanes.Width}, vt += {lanes.Width})"))
        {
            WinogradTransform.WriteInputs(
                code, lanes, Tiles.Size,
                (i, j) => lanes.Load(Pointer.At("xt", (i * InputRow) + (j * InputPixel))),
                (i, j, value) => code.Line(lanes.Store(value, Pointer.At("vt", ((i * Tiles.InputSize) + j) * Tiles.InputPosition), lanes.Width)));
        }
    }

    private void WriteGradients(CodeWriter code, Lanes lanes)
    {
        code.Line($"float* gt = g + image * {GradientImage} + row * {GradientRow} + column * {GradientPixel};");
        code.Line($"float* mt = gradients + t * {Tiles.OutputTile};");
        string Mask(string when) => $"{when} ? {lanes.Zero} : {lanes.Type}.AllBitsSet;";
        if (DoubleRows > 0) code.Line($"var rows = {Mask($"down == {((Tiles.Rows + Tiles.Size - 1) / Tiles.Size) - 1}")}");
        if (DoubleColumns > 0) code.Line($"var columns = {Mask($"right == {Tiles.Across - 1}")}");
        using (code.Open($"for (int c = 0; c < {lanes.Vectors * lanes.Width}; c += {lanes.Width}, gt += {lanes.Width}, mt += {lanes.Width})"))
        {
            WinogradGradientTransform.WriteGradients(
                code, lanes, Tiles.Size,
                (i, j) => Once(lanes.Load(Pointer.At("gt", (i * GradientRow) + (j * GradientPixel))), i, j),
                (i, j, value) => code.Line(lanes.Store(value, Pointer.At("mt", ((i * Tiles.InputSize) + j) * Tiles.OutputPosition), lanes.Width)));
        }
    }

    /// <summary>A gradient that two tiles have, in one of them.</summary>
    private string Once(string value, int row, int column) =>
        (row < DoubleRows, column < DoubleColumns) switch
        {
            (true, true) => $"({value} & rows & columns)",
            (true, false) => $"({value} & rows)",
            (false, true) => $"({value} & columns)",
            _ => value,
        };

    private void WriteProducts(CodeWriter code, Lanes lanes)
    {
        var shape = TileShape.For(Tiles.Inputs, lanes.Vectors, lanes.Bits);
        foreach (var block in ChannelBlock.Of(lanes, shape.Vectors))
        {
            block.WriteLoop(code, () =>
            {
                code.Line($"float* vp = work + p * {Tiles.InputPosition};");
                code.Line($"float* st = {block.At($"sums + p * {Position}")};");
                Segment.WriteTiles(
                    code, Segment.Cut(Tiles.Inputs, shape.Rows), [("vp", 1), ("st", Tiles.PaddedOutputs)], rows =>
                    {
                        var tile = new Tile(code, lanes, rows.Size, block.Vectors);
                        string Sum(int r, int v) => Pointer.At("st", (r * Tiles.PaddedOutputs) + (v * lanes.Width));
                        tile.Declare((r, v) => lanes.Load(Sum(r, v)));
                        code.Line("float* v = vp;");
                        code.Line($"float* m = {block.At($"gradients + p * {Tiles.OutputPosition}")};");
                        using (code.Open($"for (int t = 0; t < tiles; t++, v += {Tiles.InputTile}, m += {Tiles.OutputTile})"))
                        {
                            tile.Step(i => Pointer.At("m", i * lanes.Width), r => lanes.Broadcast($"v[{r}]"));
                        }

                        tile.Finish((r, v, sum) => code.Line(lanes.Store(sum, Sum(r, v), lanes.Width)));
                    });
            });
        }
    }

    private void WriteTaps(CodeWriter code, Lanes lanes)
    {
        using (code.Open($"for (int k = 0; k < {Tiles.Inputs}; k++, sums += {Tiles.PaddedOutputs}, dw += {Tiles.Outputs})"))
        {
            foreach (var block in ChannelBlock.Of(lanes, 1))
            {
                block.WriteLoop(code, () => WinogradGradientTransform.WriteTaps(
                    code, lanes, Tiles.Size,
                    (i, j) => lanes.Load(block.At("sums", ((i * Tiles.InputSize) + j) * Position)),
                    (i, j, value) =>
                    {
                        string pointer = block.At("dw", ((i * 3) + j) * Tiles.Inputs * Tiles.Outputs);
                        code.Line(lanes.Store(lanes.Add(pointer, value), pointer, block.Used(0)));
                    }));
            }
        }
    }

    /// <summary>Where a tile begins along an axis.</summary>
    private string Start(string tile, int length) =>
        length % Tiles.Size == 0 ? $"{tile} * {Tiles.Size}" : $"global::System.Math.Min({tile} * {Tiles.Size}, {length - Tiles.Size})";
}
