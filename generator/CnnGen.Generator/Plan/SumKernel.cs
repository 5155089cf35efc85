using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>
/// A function of each element, summed over images, rows or columns, in their order: the gradient by what was read for all of them.
/// It adds to a destination that is the same for all images.
/// </summary>
/// <param name="Expression">The function, with <c>{V}</c> for the vector class and <c>{a}</c>, <c>{b}</c>, ... for the operands.</param>
/// <param name="Walk">Over the operands and then the destination, which has a distance of 0 along the axes that are summed over.</param>
internal sealed partial record SumKernel(string Operation, string Description, string Expression, PixelWalk Walk, bool Accumulate) : Kernel
{
    private static string Operand(int index) => "x" + Literal.Of(index);

    /// <param name="destination">With one pixel along each axis that is summed over.</param>
    public static SumKernel Over(
        string operation, string description, string expression, Shape shape, TensorView destination, bool accumulate, params TensorView[] operands) =>
        new(operation, description, expression, PixelWalk.Over(shape, operands.Append(destination.Broadcast(shape))), accumulate);

    public override string Name => $"{Operation}_{Walk.Label}{(Accumulate ? "_Add" : "")}";

    public override string Summary => Description + (Accumulate ? ", added to what is there." : ".");

    public override string Parameters => string.Concat(Pointers.Select(pointer => $"float* {pointer}, ")) + "float* y, int batch";

    private string[] Pointers => [.. Enumerable.Range(0, Walk.Layouts.Count - 1).Select(Operand)];

    private PixelLayout Destination => Walk.Layouts[Walk.Layouts.Count - 1];

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var axes = new[] { ("n", "batch", Destination.Image), ("row", Literal.Of(Walk.Rows), Destination.Row), ("column", Literal.Of(Walk.Columns), Destination.Pixel) };
        var loops = axes.Where(axis => axis.Item2 != "1").ToList();
        foreach (var block in ChannelBlock.Of(Lanes.Of(Walk.Length, vectorBits), 4))
        {
            block.WriteLoop(code, () => WriteLoops(code, [.. loops.Where(axis => axis.Item3 != 0)], () =>
            {
                string to = string.Concat(loops.Where(axis => axis.Item3 != 0).Select(axis => $" + {axis.Item1} * {axis.Item3}"));
                code.Line($"float* yp = {block.At("y" + to)};");
                for (int v = 0; v < block.Vectors; v++) code.Line($"var s{v} = {(Accumulate ? block.Lanes.Load(Pointer.At("yp", v * block.Lanes.Width)) : block.Lanes.Zero)};");
                WriteLoops(code, [.. loops.Where(axis => axis.Item3 == 0)], () => WriteElement(code, block));
                for (int v = 0; v < block.Vectors; v++) code.Line(block.Lanes.Store($"s{v}", Pointer.At("yp", v * block.Lanes.Width), block.Used(v)));
            }));
        }
    }

    private static void WriteLoops(CodeWriter code, (string Index, string Count, int Step)[] axes, System.Action body)
    {
        if (axes.Length == 0)
        {
            body();
            return;
        }

        using (code.Open($"for (int {axes[0].Index} = 0; {axes[0].Index} < {axes[0].Count}; {axes[0].Index}++)")) WriteLoops(code, axes.Skip(1).ToArray(), body);
    }

    private void WriteElement(CodeWriter code, ChannelBlock block)
    {
        var lanes = block.Lanes;
        for (int i = 0; i < Pointers.Length; i++)
        {
            var layout = Walk.Layouts[i];
            string from = Pointers[i];
            if (layout.Image != 0) from += $" + n * {layout.Image}";
            if (layout.Row != 0 && Walk.Rows > 1) from += $" + row * {layout.Row}";
            if (layout.Pixel != 0 && Walk.Columns > 1) from += $" + column * {layout.Pixel}";
            code.Line($"float* {Pointers[i]}p = {block.At(from)};");
        }

        for (int v = 0; v < block.Vectors; v++)
        {
            string value = Expression.Replace("{V}", lanes.Class);
            for (int i = 0; i < Pointers.Length; i++) value = value.Replace(MapKernel.Operand(i), lanes.Load(Pointer.At(Pointers[i] + "p", v * lanes.Width)));
            code.Line($"s{v} += {value};");
        }
    }
}
