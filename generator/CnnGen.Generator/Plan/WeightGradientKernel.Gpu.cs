using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <content>
/// A matrix product that sums over the pixels of the batch: taps are its rows, outputs its columns. Parts of the batch are summed by groups of threads, and then
/// added in order; how many there are depends on the shape alone. In groups, a thread has a weight.
/// </content>
internal sealed partial record WeightGradientKernel
{
    // Groups of threads that fill a large device.
    private const int ManyGroups = 256;

    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (Groups.Count > 1)
        {
            new GpuSums(Rows * Columns, Taps.Count * Groups.AllOutputs, 1).Write(
                gpu,
                code =>
                {
                    code.Line($"int tap = channel / {Literal.Of(Groups.AllOutputs)};");
                    code.Line($"int output = channel - tap * {Literal.Of(Groups.AllOutputs)};");
                    code.Line($"int from = {GpuProduct.TapOffset(Taps, "tap")} + output / {Literal.Of(Groups.Outputs)} * {Literal.Of(Groups.Inputs)};");
                    code.Line($"s0 += x[from + {GpuProduct.PlaceOf("p", Rows, Columns, InputLayout)}] * g[output + {GpuProduct.PlaceOf("p", Rows, Columns, GradientLayout)}];");
                },
                code => code.Line("dw[channel] += s0;"));
            return;
        }

        var tile = Tile;
        int weights = Taps.Count * Groups.Outputs;
        int tiles = Cut(Taps.Count, tile.Rows) * Cut(Groups.Outputs, tile.Columns);
        int parts = Math.Max(1, Math.Min(Math.Min(64, Rows * Columns / 4), ManyGroups / tiles));
        if (parts > 1) gpu.Work("work", (long)parts * weights);
        gpu.Launch("", gpu.Parameters, $"new GpuGrid({Literal.Of(Cut(Taps.Count, tile.Rows))}, {Literal.Of(Cut(Groups.Outputs, tile.Columns))}, {Literal.Of(parts)}, {Literal.Of(GpuTile.Threads)})", code => WriteTile(code, tile, parts));
        if (parts == 1) return;
        gpu.PerParameter(
            weights,
            code =>
            {
                code.Line("float sum = 0f;");
                code.Line($"for (int part = 0; part < {Literal.Of(parts)}; part++) sum += work[part * {Literal.Of(weights)} + element];");
                code.Line("dw[element] += sum;");
            },
            "_Sum");
    }

    private PixelLayout InputLayout => new(InputImage, InputRow, InputPixel);

    private PixelLayout GradientLayout => new(GradientImage, GradientRow, GradientPixel);

    private GpuTile Tile => Groups.Outputs > 32 && Taps.Count > 32 ? new GpuTile(64, 64, 4, 4, 16)
        : Groups.Outputs > 16 ? new GpuTile(64, 32, 4, 2, 16)
        : new GpuTile(128, 16, 4, 2, 16);

    private static int Cut(int length, int tile) => (length + tile - 1) / tile;

    private void WriteTile(CodeWriter code, GpuTile tile, int parts)
    {
        tile.WriteStart(code);
        code.Line($"int pixels = batch * {Literal.Of(Rows * Columns)};");
        code.Line($"int firstRow = Grid.IdxX * {Literal.Of(tile.Rows)};");
        code.Line($"int firstColumn = Grid.IdxY * {Literal.Of(tile.Columns)};");
        code.Line($"int length = (pixels + {Literal.Of((parts * tile.Steps) - 1)}) / {Literal.Of(parts * tile.Steps)} * {Literal.Of(tile.Steps)};");
        code.Line("int first = Grid.IdxZ * length;");
        code.Line("int end = first + length < pixels ? first + length : pixels;");
        var rows = tile.LoadsOf(tile.Rows, alongSum: false, ReadsFours ? 4 : 1);
        var columns = tile.LoadsOf(tile.Columns, alongSum: false, Groups.Outputs % 4 == 0 && AreFours(GradientLayout) ? 4 : 1);
        code.Line($"int tap = firstRow + {rows.Place};");
        code.Line($"bool isTap = tap < {Literal.Of(Taps.Count)};");
        code.Line($"int at = isTap ? {GpuProduct.TapOffset(Taps, "tap")} : 0;");
        code.Line($"int column = firstColumn + {columns.Place};");
        code.Line($"bool isColumn = column < {Literal.Of(Groups.Outputs)};");
        using (code.Open($"for (int step = first; step < end; step += {Literal.Of(tile.Steps)})"))
        {
            WriteLoads(code, tile, rows, true, "isTap", InputLayout, "x", "at");
            WriteLoads(code, tile, columns, false, "isColumn", GradientLayout, "g", "column");
            code.Line("Group.Barrier();");
            tile.WriteProducts(code);
            code.Line("Group.Barrier();");
        }

        for (int i = 0; i < tile.ThreadRows; i++)
        {
            for (int j = 0; j < tile.ThreadColumns; j++)
            {
                string place = $"(firstRow + {tile.RowOf(i)}) * {Literal.Of(Groups.Outputs)} + firstColumn + {tile.ColumnOf(j)}";
                string store = parts == 1 ? $"dw[{place}] +=" : $"work[Grid.IdxZ * {Literal.Of(Taps.Count * Groups.Outputs)} + {place}] =";
                code.Line($"if (firstRow + {tile.RowOf(i)} < {Literal.Of(Taps.Count)} && firstColumn + {tile.ColumnOf(j)} < {Literal.Of(Groups.Outputs)}) {store} s{i}_{j};");
            }
        }
    }

    private bool ReadsFours => Taps.Run % 4 == 0 && Taps.Row % 4 == 0 && Taps.Column % 4 == 0 && AreFours(InputLayout);

    private static bool AreFours(PixelLayout layout) => layout.Image % 4 == 0 && layout.Row % 4 == 0 && layout.Pixel % 4 == 0;

    private void WriteLoads(CodeWriter code, GpuTile tile, TileLoads loads, bool isLeft, string test, PixelLayout layout, string source, string at)
    {
        for (int i = 0; i < loads.Rounds; i++)
        {
            string pixel = $"{source}p{i}";
            code.Line($"int {pixel} = step + {loads.Line(i)};");
            string value = $"{test} && {pixel} < end ? {loads.Read(source, $"{GpuProduct.PlaceOf(pixel, Rows, Columns, layout)} + {at}")} : {loads.Zero};";
            code.Line($"{loads.Test(i)}{tile.Place(isLeft, loads.Line(i), loads.Place, loads.Width)} = {value}");
        }
    }
}
