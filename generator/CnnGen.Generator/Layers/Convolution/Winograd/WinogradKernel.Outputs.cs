using System.Collections.Generic;
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
        code.Line($"float* mt = products + t * {Tiles.OutputTile};");
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
        int across = Tiles.Size / PoolColumns;
        // Sums of which the largest is taken need the bias only then, and the activation where it never falls.
        bool pools = PoolRows * PoolColumns > 1;
        bool late = pools && Activations.NeverFalls(Activation);
        var begun = new HashSet<int>();
        string Sum(string sum) => Start == StartFrom.Bias ? sum + " + bias" : sum;
        string Finished(string sum) => Activations.Apply(Activation, lanes.Class, Sum(sum));
        if (Start == StartFrom.Bias) code.Line($"var bias = {lanes.Load(block.At("b"))};");
        if (pools) code.Line($"{lanes.Type} {string.Join(", ", Enumerable.Range(0, Tiles.Size / PoolRows * across).Select(i => $"largest{i}"))};");
        WinogradTransform.WriteOutputs(
            code, lanes, Tiles.Size, (row, column) => lanes.Load(block.At("mt", ((row * n) + column) * Tiles.OutputPosition)), (row, sums) =>
            {
                for (int column = 0; column < Tiles.Size; column++)
                {
                    string sum = sums(column);
                    if (pools)
                    {
                        int window = (row / PoolRows * across) + (column / PoolColumns);
                        string value = late ? sum : Finished(sum);
                        code.Line($"largest{window} = {(begun.Add(window) ? value : $"{lanes.Class}.Max(largest{window}, {value})")};");
                    }
                    else if (Added is { } added)
                    {
                        code.Line($"{sum} = {Sum(sum)} + {lanes.Load(block.At("rt", (row * added.Row) + (column * added.Pixel)))};");
                        Store(code, block, Activations.Apply(Activation, lanes.Class, sum), row, column);
                    }
                    else
                    {
                        Store(code, block, Finished(sum), row, column);
                    }
                }
            });
        foreach (int window in begun) Store(code, block, late ? Finished($"largest{window}") : $"largest{window}", window / across, window % across);
    }

    private void Store(CodeWriter code, ChannelBlock block, string value, int row, int column)
    {
        string pointer = block.At("yt", (row * OutputRow) + (column * OutputPixel));
        if (Start == StartFrom.Destination) value = block.Lanes.Add(pointer, value);
        code.Line(block.Lanes.Store(value, pointer, block.Used(0)));
    }
}
