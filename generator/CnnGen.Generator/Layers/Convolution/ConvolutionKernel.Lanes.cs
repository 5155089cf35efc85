using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <content>
/// Narrow groups, side by side in a vector. Here each input vector is loaded once and serves all output pixels of the tile that see it,
/// each through another tap: without that, loads would be the limit.
/// </content>
internal sealed partial record ConvolutionKernel
{
    // Wider windows, whose weights do not fit the registers, take one column of taps at a time.
    private const int MostColumns = 7;

    // Rows whose inputs the second-level cache holds while all channels are computed, a vector after another: a row's inputs are then read from the first-level cache by the next rows.
    private const int CachedFloats = 64 * 1024;

    // For threads to share.
    private const int FewestParts = 4;

    private int RowsOfPart => Math.Max(1, Math.Min(CachedFloats / InputRow, (Rows + FewestParts - 1) / FewestParts));

    private int ColumnsAtOnce => Taps.Columns <= MostColumns ? Taps.Columns : 1;

    private void WriteGroupsAsLanes(CodeWriter code, GroupLanes lanes)
    {
        int registers = (lanes.Lanes.Bits == 512 ? 31 : 15) - 1 - ColumnsAtOnce - lanes.Registers;
        int largest = Math.Min(14, registers);
        lanes.Declare(code);
        bool parts = SplitsRows;
        using (code.Open($"for (int n = 0; n < batch; n++, x += {InputImage}, y += {OutputImage})"))
        using (code.Open(parts ? "for (int part = from; part < to; part++)" : null))
        {
            if (parts)
            {
                code.Line($"int top = part * {RowsOfPart};");
                code.Line(Rows % RowsOfPart == 0 ? $"int bottom = top + {RowsOfPart};" : $"int bottom = global::System.Math.Min(top + {RowsOfPart}, {Rows});");
            }

            foreach (var block in lanes.Blocks())
            {
                block.WriteLoop(code, () =>
                {
                    using var rows = code.Open(Rows == 1 ? null : parts ? "for (int row = top; row < bottom; row++)" : $"for (int row = 0; row < {Rows}; row++)");
                    code.Line($"float* xt = {block.Inputs(Rows == 1 ? "x" : $"x + row * {InputRow}")};");
                    code.Line($"float* yt = {block.Outputs(Rows == 1 ? "y" : $"y + row * {OutputRow}")};");
                    code.Line($"float* wt = {block.Outputs("w")};");
                    if (Start == StartFrom.Bias) code.Line($"var b0 = {lanes.Lanes.Load(block.Outputs("b"))};");
                    Segment.WriteTiles(
                        code, Segment.Cut(Columns, largest), [("xt", InputPixel), ("yt", OutputPixel)], pixels => WriteLaneTile(code, pixels.Size, block));
                });
            }
        }
    }

    private void WriteLaneTile(CodeWriter code, int pixels, GroupBlock block)
    {
        var lanes = block.Lanes.Lanes;
        string Output(int p) => Pointer.At("yt", p * OutputPixel);
        for (int p = 0; p < pixels; p++) code.Line($"var a{p} = {Initial(lanes, "b0", Output(p))};");
        code.Line($"{lanes.Type} s, {string.Join(", ", Enumerable.Range(0, ColumnsAtOnce).Select(u => $"w{u}"))};");
        WriteLaneTaps(code, pixels, block);
        for (int p = 0; p < pixels; p++)
        {
            code.Line(lanes.Store(Activations.Apply(Activation, lanes.Class, $"a{p}"), Output(p), block.UsedLanes));
        }
    }

    private void WriteLaneTaps(CodeWriter code, int pixels, GroupBlock block)
    {
        bool columnLoop = ColumnsAtOnce < Taps.Columns;
        bool runLoop = Taps.Run * ColumnsAtOnce * pixels > UnrollLimit;
        bool rowLoop = columnLoop || runLoop || Taps.Count * pixels > UnrollLimit;
        int all = Groups.AllOutputs;
        if (!rowLoop)
        {
            for (int t = 0; t < Taps.Rows; t++)
            {
                for (int k = 0; k < Taps.Run; k++) WriteLaneStep(code, pixels, block, "xt", (t * Taps.Row) + k, "wt", ((t * Taps.PerRow) + k) * all);
            }

            return;
        }

        using (code.Open(Taps.Rows == 1 ? "" : $"for (int t = 0; t < {Taps.Rows}; t++)"))
        {
            code.Line($"float* xk = {(Taps.Rows == 1 ? "xt" : $"xt + t * {Taps.Row}")};");
            code.Line($"float* wk = {(Taps.Rows == 1 ? "wt" : $"wt + t * {Taps.PerRow * all}")};");
            using (code.Open(columnLoop ? $"for (int u = 0; u < {Taps.Columns}; u++, xk += {Taps.Column - (runLoop ? Taps.Run : 0)}, wk += {(runLoop ? 0 : Taps.Run * all)})" : null))
            {
                if (runLoop)
                {
                    using (code.Open($"for (int k = 0; k < {Taps.Run}; k++, xk++, wk += {all})")) WriteLaneStep(code, pixels, block, "xk", 0, "wk", 0);
                }
                else
                {
                    for (int k = 0; k < Taps.Run; k++) WriteLaneStep(code, pixels, block, "xk", k, "wk", k * all);
                }
            }
        }
    }

    /// <summary>One input of each group, through a row of taps: a position of the row is loaded once for all pixels.</summary>
    private void WriteLaneStep(CodeWriter code, int pixels, GroupBlock block, string input, int inputOffset, string weights, int weightOffset)
    {
        var lanes = block.Lanes.Lanes;
        var positions = new SortedDictionary<int, List<(int Pixel, int Tap)>>();
        for (int u = 0; u < ColumnsAtOnce; u++)
        {
            code.Line($"w{u} = {lanes.Load(Pointer.At(weights, weightOffset + (u * Taps.Run * Groups.AllOutputs)))};");
            for (int p = 0; p < pixels; p++)
            {
                int position = (p * InputPixel) + (u * Taps.Column);
                if (!positions.TryGetValue(position, out var users)) positions.Add(position, users = []);
                users.Add((p, u));
            }
        }

        foreach (var position in positions)
        {
            code.Line($"s = {block.Lanes.Operand(Pointer.At(input, inputOffset + position.Key), block.Used)};");
            foreach (var (pixel, tap) in position.Value) code.Line($"a{pixel} = {lanes.MultiplyAdd("s", $"w{tap}", $"a{pixel}")};");
        }
    }
}
