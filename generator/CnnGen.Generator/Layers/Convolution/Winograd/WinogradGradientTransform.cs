using System;
using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>
/// The linear maps of the gradient by the weights: with the matrices A^T of the outputs and G of the weights, tiles dy of the gradient become A dy A^T, and sums S over tiles of their
/// products with transformed inputs become the gradient G^T S G. It follows from A^T ((G g G^T) (B^T d B)) A being linear in the weights g.
/// </summary>
internal static class WinogradGradientTransform
{
    /// <summary>Results that share operands, along one axis: their places and expressions of them, made from the expressions of the operands.</summary>
    private delegate (int Place, string Value)[] Group(Func<int, string> x, Lanes lanes);

    /// <summary>Writes the transform of a tile of m x m gradients to (m + 2) x (m + 2).</summary>
    /// <param name="load">What lies at a row and a column.</param>
    /// <param name="store">Takes a result at a row and a column.</param>
    public static void WriteGradients(CodeWriter code, Lanes lanes, int tile, Func<int, int, string> load, Action<int, int, string> store) =>
        Write(code, lanes, tile == 2 ? s_gradient2 : s_gradient4, tile, load, store);

    /// <summary>Writes the transform of (m + 2) x (m + 2) sums to the 3 x 3 taps.</summary>
    public static void WriteTaps(CodeWriter code, Lanes lanes, int tile, Func<int, int, string> load, Action<int, int, string> store) =>
        Write(code, lanes, tile == 2 ? s_taps2 : s_taps4, tile + 2, load, store);

    /// <summary>Rows of a group along one axis, which stay in registers until they are transformed along the other.</summary>
    private static void Write(CodeWriter code, Lanes lanes, Group[] groups, int side, Func<int, int, string> load, Action<int, int, string> store)
    {
        foreach (var group in groups)
        {
            using (code.Open(""))
            {
                var rows = new List<int>();
                for (int column = 0; column < side; column++)
                {
                    int at = column;
                    rows.Clear();
                    foreach (var (row, value) in group(i => load(i, at), lanes))
                    {
                        rows.Add(row);
                        code.Line($"var r{row}c{column} = {value};");
                    }
                }

                foreach (int row in rows)
                {
                    foreach (var along in groups)
                    {
                        foreach (var (column, value) in along(i => $"r{row}c{i}", lanes)) store(row, column, value);
                    }
                }
            }
        }
    }

    private static readonly Group[] s_gradient2 =
    [
        (x, _) => [(0, x(0))],
        (x, _) => [(1, $"{x(0)} + {x(1)}"), (2, $"{x(0)} - {x(1)}")],
        (x, lanes) => [(3, $"{lanes.Zero} - {x(1)}")],
    ];

    private static readonly Group[] s_gradient4 =
    [
        (x, _) => [(0, x(0))],
        (x, _) => [(1, $"({x(0)} + {x(2)}) + ({x(1)} + {x(3)})"), (2, $"({x(0)} + {x(2)}) - ({x(1)} + {x(3)})")],
        (x, lanes) =>
        [
            (3, Scaled(lanes, 2, Scaled(lanes, 4, x(3), x(1)), Scaled(lanes, 4, x(2), x(0)))),
            (4, Scaled(lanes, -2, Scaled(lanes, 4, x(3), x(1)), Scaled(lanes, 4, x(2), x(0)))),
        ],
        (x, _) => [(5, x(3))],
    ];

    private static readonly Group[] s_taps2 =
    [
        (x, lanes) => [(0, Scaled(lanes, 0.5f, $"{x(1)} + {x(2)}", x(0)))],
        (x, lanes) => [(1, $"({x(1)} - {x(2)}) * {Constant(lanes, 0.5f)}")],
        (x, lanes) => [(2, Scaled(lanes, 0.5f, $"{x(1)} + {x(2)}", x(3)))],
    ];

    private static readonly Group[] s_taps4 =
    [
        (x, lanes) => [(0, Scaled(lanes, 0.25f, x(0), Scaled(lanes, 1f / 24, $"{x(3)} + {x(4)}", $"({x(1)} + {x(2)}) * {Constant(lanes, -1f / 6)}")))],
        (x, lanes) => [(1, Scaled(lanes, 1f / 12, $"{x(3)} - {x(4)}", $"({x(2)} - {x(1)}) * {Constant(lanes, 1f / 6)}"))],
        (x, lanes) => [(2, Scaled(lanes, 1f / 6, $"({x(3)} + {x(4)}) - ({x(1)} + {x(2)})", x(5)))],
    ];

    private static string Scaled(Lanes lanes, float factor, string vector, string addend) => lanes.MultiplyAdd(Constant(lanes, factor), vector, addend);

    private static string Constant(Lanes lanes, float value) => lanes.Broadcast(Literal.Of(value));
}
