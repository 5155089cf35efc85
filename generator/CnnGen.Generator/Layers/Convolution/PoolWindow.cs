using System;
using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>The outputs of a convolution whose maximum is taken before anything is stored. Distances are in floats of the input.</summary>
/// <param name="RowStep">From an output's first tap to that of the output below.</param>
/// <param name="ColumnStep">From an output's first tap to that of the output beside.</param>
internal sealed record PoolWindow(int Rows, int Columns, int RowStep, int ColumnStep)
{
    /// <summary>No pooling: each output is stored.</summary>
    public static readonly PoolWindow One = new(1, 1, 0, 0);

    /// <summary>Outputs of a window: those that are in registers at once.</summary>
    public int Size => Rows * Columns;

    /// <summary>The distance to an output's first tap from that of the window's first output.</summary>
    public int Offset(int output) => (output / Columns * RowStep) + (output % Columns * ColumnStep);

    /// <summary>Hands out the values to store, from a tile whose rows are the outputs of one window after another.</summary>
    public void Finish(Tile tile, CodeWriter code, Lanes lanes, string activation, Action<int, int, string> use)
    {
        // The activation of the largest sum is the largest activation, if it never falls: one instead of one an output.
        bool late = Activations.NeverFalls(activation);
        var largest = new Dictionary<int, string>();
        tile.Finish((r, v, sum) =>
        {
            string value = late ? sum : Activations.Apply(activation, lanes.Class, sum);
            int place = r % Size;
            if (place > 0) value = $"{lanes.Class}.Max({largest[v]}, {value})";
            if (place == Size - 1)
            {
                use(r / Size, v, late ? Activations.Apply(activation, lanes.Class, value) : value);
                return;
            }

            if (place == 0) largest[v] = sum;
            if (value != largest[v]) code.Line($"{largest[v]} = {value};");
        });
    }
}
