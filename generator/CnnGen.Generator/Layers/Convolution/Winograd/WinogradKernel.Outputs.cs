using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <content>The transform of products to outputs, with all that is done to them before they are stored.</content>
internal sealed partial record WinogradKernel
{
    private void WriteOutputs(CodeWriter code, Lanes lanes)
    {
        WritePlace(code, "y", OutputImage, OutputRow, OutputPixel, PoolRows, PoolColumns);
        if (Added is { } added) code.Line($"float* rt = r{PlaceOf(added.Image, added.Row, added.Pixel, 1, 1)};");
        code.Line($"float* mt = products + t * {Tiles.PaddedOutputs};");
        foreach (var block in ChannelBlock.Of(lanes, 1))
        {
            // Parts are whole panels, so that one loop has all channels.
            if (SplitsPanels) block.WriteLoop(code, $"from * {WinogradTiles.Panel}", $"to * {WinogradTiles.Panel}", () => WriteOutputs(code, block));
            else block.WriteLoop(code, () => WriteOutputs(code, block));
        }
    }

    private void WriteOutputs(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        int n = Tiles.InputSize;
        int m = Tiles.Size;
        if (Start == StartFrom.Bias) code.Line($"var bias = {lanes.Load(block.At("b"))};");
        using (code.Open($"for (int j = 0; j < {n}; j++)"))
        {
            code.Line($"float* q = {block.At($"mt + j * {Tiles.OutputPosition}")};");
            code.Line($"float* h = half + j * {lanes.Width};");
            WinogradTransform.WriteLoads(code, lanes, "q", n, "q", n * Tiles.OutputPosition);
            WinogradTransform.WriteOutput(code, lanes, m, "r");
            for (int i = 0; i < m; i++) code.Line(lanes.Store($"r{i}", Pointer.At("h", i * n * lanes.Width), lanes.Width));
        }

        int rows = m / PoolRows;
        using (code.Open(rows == 1 ? "" : $"for (int i = 0; i < {rows}; i++)"))
        {
            code.Line($"float* h = half{(rows == 1 ? "" : $" + i * {PoolRows * n * lanes.Width}")};");
            code.Line($"float* o = {block.At("yt" + (rows == 1 ? "" : $" + i * {OutputRow}"))};");
            if (Added is { } added) code.Line($"float* a = {block.At($"rt + i * {added.Row}")};");
            WriteRow(code, lanes, block);
        }
    }

    /// <summary>A row of outputs, or of windows of them: the sums, the bias, the activation and the maxima.</summary>
    private void WriteRow(CodeWriter code, Lanes lanes, ChannelBlock block)
    {
        int n = Tiles.InputSize;
        bool pools = PoolRows * PoolColumns > 1;
        // Sums of which the largest is taken need the bias only then, and the activation where it never falls.
        bool late = !pools || Activations.NeverFalls(Activation);
        string Sum(string sum) => Start == StartFrom.Bias ? sum + " + bias" : sum;
        string Finished(string sum) => Activations.Apply(Activation, lanes.Class, Sum(sum));
        int windows = Tiles.Size / PoolColumns;
        if (pools) code.Line($"{lanes.Type} {string.Join(", ", Enumerable.Range(0, windows).Select(i => $"largest{i}"))};");
        for (int row = 0; row < PoolRows; row++)
        {
            using (code.Open(pools ? "" : null))
            {
                WinogradTransform.WriteLoads(code, lanes, "q", n, Pointer.At("h", row * n * lanes.Width), lanes.Width);
                WinogradTransform.WriteOutput(code, lanes, Tiles.Size, "s");
                for (int j = 0; j < Tiles.Size; j++)
                {
                    string value = late ? $"s{j}" : Finished($"s{j}");
                    if (Added is { } added)
                    {
                        code.Line($"s{j} = {Sum($"s{j}")} + {lanes.Load(Pointer.At("a", j * added.Pixel))};");
                        Store(code, block, Activations.Apply(Activation, lanes.Class, $"s{j}"), j);
                    }
                    else if (!pools) Store(code, block, Finished($"s{j}"), j);
                    else if (row == 0 && j % PoolColumns == 0) code.Line($"largest{j / PoolColumns} = {value};");
                    else code.Line($"largest{j / PoolColumns} = {lanes.Class}.Max(largest{j / PoolColumns}, {value});");
                }
            }
        }

        if (!pools) return;
        for (int i = 0; i < windows; i++) Store(code, block, late ? Finished($"largest{i}") : $"largest{i}", i);
    }

    private void Store(CodeWriter code, ChannelBlock block, string value, int place)
    {
        string pointer = Pointer.At("o", place * OutputPixel);
        if (Start == StartFrom.Destination) value = block.Lanes.Add(pointer, value);
        code.Line(block.Lanes.Store(value, pointer, block.Used(0)));
    }
}
