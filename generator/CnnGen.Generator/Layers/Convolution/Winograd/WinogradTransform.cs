using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Layers.Convolution.Winograd;

/// <summary>
/// The two linear maps of Winograd's minimal filtering F(m, 3) along one axis, by the points 0, 1, -1, infinity for m = 2, and 2 and -2 besides for
/// m = 4: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2015, arXiv:1509.09308. The third map, of the weights, is the runtime's.
/// </summary>
internal static class WinogradTransform
{
    /// <summary>Writes p0, p1, ... from the inputs d0, d1, ...: m + 2 of each.</summary>
    public static void WriteInput(CodeWriter code, Lanes lanes, int tile)
    {
        if (tile == 2)
        {
            code.Line("var p0 = d0 - d2;");
            code.Line("var p1 = d1 + d2;");
            code.Line("var p2 = d2 - d1;");
            code.Line("var p3 = d1 - d3;");
            return;
        }

        code.Line($"var even = {Scaled(lanes, -4, "d2", "d4")};");
        code.Line($"var odd = {Scaled(lanes, -4, "d1", "d3")};");
        code.Line("var even2 = d4 - d2;");
        code.Line("var odd2 = d3 - d1;");
        code.Line($"var p0 = {Scaled(lanes, 4, "d0", Scaled(lanes, -5, "d2", "d4"))};");
        code.Line("var p1 = even + odd;");
        code.Line("var p2 = even - odd;");
        code.Line($"var p3 = {Scaled(lanes, 2, "odd2", "even2")};");
        code.Line($"var p4 = {Scaled(lanes, -2, "odd2", "even2")};");
        code.Line($"var p5 = {Scaled(lanes, 4, "d1", Scaled(lanes, -5, "d3", "d5"))};");
    }

    /// <summary>Writes the m outputs with this prefix from the products q0, q1, ...</summary>
    public static void WriteOutput(CodeWriter code, Lanes lanes, int tile, string prefix)
    {
        if (tile == 2)
        {
            code.Line($"var {prefix}0 = q0 + q1 + q2;");
            code.Line($"var {prefix}1 = q1 - q2 - q3;");
            return;
        }

        code.Line("var sum1 = q1 + q2;");
        code.Line("var difference1 = q1 - q2;");
        code.Line("var sum2 = q3 + q4;");
        code.Line("var difference2 = q3 - q4;");
        code.Line($"var {prefix}0 = q0 + sum1 + sum2;");
        code.Line($"var {prefix}1 = {Scaled(lanes, 2, "difference2", "difference1")};");
        code.Line($"var {prefix}2 = {Scaled(lanes, 4, "sum2", "sum1")};");
        code.Line($"var {prefix}3 = {Scaled(lanes, 8, "difference2", "difference1")} + q5;");
    }

    /// <summary>Declares name0, name1, ... with what lies at a pointer, a step apart.</summary>
    public static void WriteLoads(CodeWriter code, Lanes lanes, string name, int count, string pointer, int step)
    {
        foreach (int i in Enumerable.Range(0, count)) code.Line($"var {name}{i} = {lanes.Load(Pointer.At(pointer, i * step))};");
    }

    private static string Scaled(Lanes lanes, int factor, string vector, string addend) =>
        lanes.MultiplyAdd($"{lanes.Class}.Create({factor}f)", vector, addend);
}
