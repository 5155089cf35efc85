using System;
using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>
/// The two linear maps of Winograd's minimal filtering F(m, 3) along one axis, by the points 0, 1, -1, infinity for m = 2, and 2 and -2 besides for
/// m = 4: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2015, arXiv:1509.09308. The third map, of the weights, is the runtime's.
/// </summary>
internal static class WinogradTransform
{
    /// <summary>
    /// Results that share sums, and so are computed together: their rows are few enough to stay in registers until they are transformed along the other axis too. Each writes declarations
    /// of its results from an operand's and a result's expression by place; names end as those of its results.
    /// </summary>
    private delegate void Group(Lines lines);

    /// <summary>Writes the transform of a tile of inputs.</summary>
    /// <param name="tile">Outputs along a side: m, so that the tile has m + 2.</param>
    /// <param name="load">What lies at a row and a column.</param>
    /// <param name="store">Takes a result at a row and a column.</param>
    public static void WriteInputs(CodeWriter code, Lanes lanes, int tile, Func<int, int, string> load, Action<int, int, string> store) =>
        Write(code, lanes, tile == 2 ? s_input2 : s_input4, tile + 2, load, (row, results) =>
        {
            for (int column = 0; column < tile + 2; column++) store(row, column, results(column));
        });

    /// <summary>Writes the transform of a tile's products to m x m outputs.</summary>
    /// <param name="row">Takes the outputs of a row, by column; rows come in no order.</param>
    public static void WriteOutputs(CodeWriter code, Lanes lanes, int tile, Func<int, int, string> load, Action<int, Func<int, string>> row) =>
        Write(code, lanes, tile == 2 ? s_output2 : s_output4, tile + 2, load, row);

    private static void Write(CodeWriter code, Lanes lanes, Group[] groups, int side, Func<int, int, string> load, Action<int, Func<int, string>> use)
    {
        foreach (var group in groups)
        {
            using (code.Open(""))
            {
                var rows = new SortedSet<int>();
                for (int column = 0; column < side; column++)
                {
                    int at = column;
                    group(new Lines(code, lanes, i => load(i, at), i => { rows.Add(i); return $"r{i}c{at}"; }, $"c{at}"));
                }

                foreach (int row in rows)
                {
                    using (code.Open(""))
                    {
                        foreach (var along in groups) along(new Lines(code, lanes, i => $"r{row}c{i}", i => $"s{i}", ""));
                        use(row, i => $"s{i}");
                    }
                }
            }
        }
    }

    private static readonly Group[] s_input2 =
    [
        x => x.Result(0, $"{x[0]} - {x[2]}"),
        x =>
        {
            x.Result(1, $"{x[1]} + {x[2]}");
            x.Result(2, $"{x[2]} - {x[1]}");
        },
        x => x.Result(3, $"{x[1]} - {x[3]}"),
    ];

    private static readonly Group[] s_input4 =
    [
        x => x.Result(0, x.Scaled(4, x[0], x.Scaled(-5, x[2], x[4]))),
        x =>
        {
            string even = x.Sum("even", x.Scaled(-4, x[2], x[4]));
            string odd = x.Sum("odd", x.Scaled(-4, x[1], x[3]));
            x.Result(1, $"{even} + {odd}");
            x.Result(2, $"{even} - {odd}");
        },
        x =>
        {
            string even = x.Sum("far", $"{x[4]} - {x[2]}");
            string odd = x.Sum("near", $"{x[3]} - {x[1]}");
            x.Result(3, x.Scaled(2, odd, even));
            x.Result(4, x.Scaled(-2, odd, even));
        },
        x => x.Result(5, x.Scaled(4, x[1], x.Scaled(-5, x[3], x[5]))),
    ];

    private static readonly Group[] s_output2 =
    [
        x => x.Result(0, $"{x[0]} + {x[1]} + {x[2]}"),
        x => x.Result(1, $"{x[1]} - {x[2]} - {x[3]}"),
    ];

    private static readonly Group[] s_output4 =
    [
        x =>
        {
            string near = x.Sum("near", $"{x[1]} + {x[2]}");
            string far = x.Sum("far", $"{x[3]} + {x[4]}");
            x.Result(0, $"{x[0]} + {near} + {far}");
            x.Result(2, x.Scaled(4, far, near));
        },
        x =>
        {
            string near = x.Sum("nearby", $"{x[1]} - {x[2]}");
            string far = x.Sum("farther", $"{x[3]} - {x[4]}");
            x.Result(1, x.Scaled(2, far, near));
            x.Result(3, $"{x.Scaled(8, far, near)} + {x[5]}");
        },
    ];

    /// <summary>What a group is written with.</summary>
    /// <param name="operand">The expression of what lies at a place along the axis.</param>
    /// <param name="result">The name of the result at a place.</param>
    /// <param name="suffix">What makes the names of sums unique.</param>
    private sealed class Lines(CodeWriter code, Lanes lanes, Func<int, string> operand, Func<int, string> result, string suffix)
    {
        public string this[int place] => operand(place);

        public void Result(int place, string value) => code.Line($"var {result(place)} = {value};");

        public string Sum(string name, string value)
        {
            code.Line($"var {name}{suffix} = {value};");
            return name + suffix;
        }

        public string Scaled(int factor, string vector, string addend) => lanes.MultiplyAdd($"{lanes.Class}.Create({factor}f)", vector, addend);
    }
}
