using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>
/// y = f(x w + b), where the rows are the pixels of all images and the columns the outputs of a pixel: a convolution whose windows are read where they lie, or a
/// dense layer.
/// </summary>
/// <param name="Rows">Of an image.</param>
/// <param name="Columns">Of an image.</param>
/// <param name="Taps">The elements of a window.</param>
/// <param name="Outputs">Of a pixel.</param>
/// <param name="Input">From a pixel's first tap to another's.</param>
/// <param name="Output">From a pixel to another.</param>
internal sealed record GpuProduct(int Rows, int Columns, Taps Taps, int Outputs, PixelLayout Input, PixelLayout Output, StartFrom Start, string Activation)
{
    /// <summary>Where "r" lies, which is added to the sums; null where there is none.</summary>
    public PixelLayout? Added { get; init; }

    // Rows of a batch that a tile is chosen for.
    private const int ExpectedBatch = 64;

    private int Pixels => Rows * Columns;

    private int Inner => Taps.Count;

    public void Write(GpuKernelWriter gpu)
    {
        var tile = GpuTile.For((long)Pixels * ExpectedBatch, Outputs);
        string pixels = Pixels == 1 ? $"(batch + {Literal.Of(tile.Rows - 1)}) / {Literal.Of(tile.Rows)}" : $"(int)(((long)batch * {Literal.Of(Pixels)} + {Literal.Of(tile.Rows - 1)}) / {Literal.Of(tile.Rows)})";
        gpu.Launch("", gpu.Parameters, $"new GpuGrid({pixels}, {Literal.Of((Outputs + tile.Columns - 1) / tile.Columns)}, 1, {Literal.Of(GpuTile.Threads)})", code => WriteBody(code, tile));
    }

    private void WriteBody(CodeWriter code, GpuTile tile)
    {
        tile.WriteStart(code);
        code.Line($"int pixels = batch * {Literal.Of(Pixels)};");
        code.Line($"int firstRow = Grid.IdxX * {Literal.Of(tile.Rows)};");
        code.Line($"int firstColumn = Grid.IdxY * {Literal.Of(tile.Columns)};");
        var rows = tile.LoadsOf(tile.Rows, alongSum: true, ReadsFours ? 4 : 1);
        var columns = tile.LoadsOf(tile.Columns, alongSum: false, Outputs % 4 == 0 ? 4 : 1);
        for (int i = 0; i < rows.Rounds; i++)
        {
            // Rows behind the last one read its window again; they are not stored.
            code.Line($"int m{i} = firstRow + {rows.Line(i)};");
            code.Line($"m{i} = m{i} < pixels ? m{i} : pixels - 1;");
            code.Line($"int x{i} = {Place($"m{i}", Input)};");
            code.Line($"{rows.Type} a{i} = {rows.Zero};");
        }

        code.Line($"int column = firstColumn + {columns.Place};");
        for (int i = 0; i < columns.Rounds; i++) code.Line($"{columns.Type} b{i} = {columns.Zero};");
        using (code.Open("")) WriteLoads(code, "0", tile, rows, columns);
        using (code.Open($"for (int step = 0; step < {Literal.Of(Inner)}; step += {Literal.Of(tile.Steps)})"))
        {
            for (int i = 0; i < rows.Rounds; i++)
            {
                using (code.Open(rows.Test(i).Length == 0 ? null : rows.Test(i).Trim())) tile.WriteLeftAlongSum(code, $"a{i}", rows.Place, rows.Line(i), rows.Width);
            }

            for (int i = 0; i < columns.Rounds; i++) code.Line($"{columns.Test(i)}{tile.Place(false, columns.Line(i), columns.Place, columns.Width)} = b{i};");
            code.Line("Group.Barrier();");
            using (code.Open($"if (step + {Literal.Of(tile.Steps)} < {Literal.Of(Inner)})")) WriteLoads(code, $"step + {Literal.Of(tile.Steps)}", tile, rows, columns);
            tile.WriteProducts(code);
            code.Line("Group.Barrier();");
        }

        WriteStores(code, tile);
    }

    /// <summary>Whether every window is made of fours that begin at multiples of 4.</summary>
    private bool ReadsFours => Taps.Run % 4 == 0 && Taps.Row % 4 == 0 && Taps.Column % 4 == 0 && AreFours(Input);

    private static bool AreFours(PixelLayout layout) => layout.Image % 4 == 0 && layout.Row % 4 == 0 && layout.Pixel % 4 == 0;

    private void WriteLoads(CodeWriter code, string first, GpuTile tile, TileLoads rows, TileLoads columns)
    {
        bool whole = Inner % tile.Steps == 0;
        code.Line($"int from = {first};");
        code.Line($"int tap = from + {rows.Place};");
        if (!whole) code.Line($"bool isTap = tap < {Literal.Of(Inner)};");
        code.Line($"int at = {TapOffset(whole ? "tap" : "(isTap ? tap : 0)")};");
        for (int i = 0; i < rows.Rounds; i++) code.Line($"a{i} = {(whole ? "" : $"!isTap ? {rows.Zero} : ")}{rows.Read("x", $"x{i} + at")};");
        bool allColumns = Outputs % tile.Columns == 0;
        for (int i = 0; i < columns.Rounds; i++)
        {
            string line = $"from + {columns.Line(i)}";
            var tests = new List<string>();
            if (!allColumns) tests.Add($"column >= {Literal.Of(Outputs)}");
            if (!whole) tests.Add($"{line} >= {Literal.Of(Inner)}");
            string test = tests.Count == 0 ? "" : $"{string.Join(" || ", tests)} ? {columns.Zero} : ";
            code.Line($"{columns.Test(i)}b{i} = {test}{columns.Read("w", $"({line}) * {Literal.Of(Outputs)} + column")};");
        }
    }

    private void WriteStores(CodeWriter code, GpuTile tile)
    {
        int width = tile.StoresFours && Outputs % 4 == 0 && AreFours(Output) ? 4 : 1;
        bool allColumns = Outputs % tile.Columns == 0;
        for (int j = 0; j < tile.ThreadColumns; j++)
        {
            code.Line($"int c{j} = firstColumn + {tile.ColumnOf(j)};");
            if (Start == StartFrom.Bias) code.Line($"float bias{j} = {(allColumns ? "" : $"c{j} >= {Literal.Of(Outputs)} ? 0f : ")}b[c{j}];");
        }

        for (int i = 0; i < tile.ThreadRows; i++)
        {
            code.Line($"int p{i} = firstRow + {tile.RowOf(i)};");
            using (code.Open($"if (p{i} < pixels)"))
            {
                code.Line($"int y{i} = {Place($"p{i}", Output)};");
                if (Added is { } added) code.Line($"int z{i} = {Place($"p{i}", added)};");
                for (int j = 0; j < tile.ThreadColumns; j += width)
                {
                    using (code.Open(allColumns ? null : $"if (c{j} < {Literal.Of(Outputs)})"))
                    {
                        if (width == 1) code.Line($"y[y{i} + c{j}] = {Value(i, j)};");
                        else code.Line($"y.SubView(y{i} + c{j}).Cast<Float4>()[0] = new Float4({string.Join(", ", Enumerable.Range(j, 4).Select(column => Value(i, column)))});");
                    }
                }
            }
        }

        string Value(int i, int j)
        {
            string sum = Start switch { StartFrom.Bias => $"s{i}_{j} + bias{j}", StartFrom.Destination => $"s{i}_{j} + y[y{i} + c{j}]", _ => $"s{i}_{j}" };
            if (Added is not null) sum += $" + r[z{i} + c{j}]";
            return Activation == Activations.Linear ? sum : $"(float)({GpuText.Apply(Activation, sum)})";
        }
    }

    /// <summary>Where a pixel, counted over all images, begins.</summary>
    private string Place(string pixel, PixelLayout layout) => PlaceOf(pixel, Rows, Columns, layout);

    /// <summary>Where a pixel, counted over all images of so many rows and columns, begins.</summary>
    public static string PlaceOf(string pixel, int rows, int columns, PixelLayout layout)
    {
        string p = Literal.Of(rows * columns);
        if (rows * columns == 1) return $"{pixel} * {Literal.Of(layout.Image)}";
        string image = $"{pixel} / {p} * {Literal.Of(layout.Image)}";
        return rows == 1
            ? $"{image} + {pixel} % {p} * {Literal.Of(layout.Pixel)}"
            : $"{image} + {pixel} % {p} / {Literal.Of(columns)} * {Literal.Of(layout.Row)} + {pixel} % {Literal.Of(columns)} * {Literal.Of(layout.Pixel)}";
    }

    /// <summary>Where a tap lies, from the first one.</summary>
    private string TapOffset(string tap) => TapOffset(Taps, tap);

    /// <inheritdoc cref="TapOffset(string)"/>
    public static string TapOffset(Taps taps, string tap)
    {
        string row = taps.Rows == 1 ? "" : $"{tap} / {Literal.Of(taps.PerRow)} * {Literal.Of(taps.Row)} + ";
        string inRow = taps.Rows == 1 ? tap : $"{tap} % {Literal.Of(taps.PerRow)}";
        return taps.Columns == 1 ? row + inRow : $"{row}{inRow} / {Literal.Of(taps.Run)} * {Literal.Of(taps.Column)} + {tap} % {Literal.Of(taps.Run)}";
    }
}
