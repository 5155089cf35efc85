using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Plan;

/// <summary>An element by element function: y = f(a, b, ...) or y += f(a, b, ...).</summary>
/// <param name="Operation">The first part of the method's name.</param>
/// <param name="Expression">The function, with <c>{V}</c> for the vector class and <c>{a}</c>, <c>{b}</c>, ... for the operands.</param>
/// <param name="Walk">Over the operands and then the destination.</param>
internal sealed partial record MapKernel(string Operation, string Description, string Expression, PixelWalk Walk, bool Accumulate) : Kernel
{
    /// <summary>How many operands a function can have.</summary>
    public const int MostOperands = 8;

    private const string Letters = "abcdefgh";

    /// <summary>The last operands: numbers of the layer itself, one for each channel, which become part of the code.</summary>
    public EquatableArray<EquatableArray<float>> Constants { get; init; } = EquatableArray<EquatableArray<float>>.Empty;

    public static MapKernel Over(
        string operation, string description, string expression, TensorView destination, bool accumulate, params TensorView[] operands) =>
        new(operation, description, expression, PixelWalk.Over(destination.Shape, operands.Append(destination)), accumulate);

    /// <summary>The operand's place in an expression: "{a}" for the first.</summary>
    public static string Operand(int index) => $"{{{Letters[index]}}}";

    public override string Name => $"{Operation}_{Walk.Label}{(Accumulate ? "_Add" : "")}";

    public override string Summary => Description + (Accumulate ? ", added to what is there." : ".");

    public override string Parameters => string.Concat(Pointers.Where(pointer => !IsConstant(pointer)).Select(pointer => $"float* {pointer}, ")) + "int batch";

    // Threads share the rows of larger tensors.
    private const long FewestElements = 32 * 1024;

    /// <summary>Rows of the destination, where it has several: an element is written once.</summary>
    public override int Parts => Walk.Rows > 1 && (long)Walk.Rows * Walk.Columns * Walk.Length >= FewestElements && Walk.Layouts[Walk.Layouts.Count - 1].Row != 0 ? Walk.Rows : 1;

    private int Operands => Walk.Layouts.Count - 1;

    private string[] Pointers => [.. Letters.Substring(0, Operands).Select(letter => letter.ToString()), "y"];

    private bool IsConstant(string pointer) => pointer != "y" && Letters.IndexOf(pointer, StringComparison.Ordinal) >= Operands - Constants.Count;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Walk.Length, vectorBits);
        if (Constants.Count == 0)
        {
            WriteImages(code, lanes);
            return;
        }

        var names = Pointers.Where(IsConstant).ToArray();
        for (int k = 0; k < names.Length; k++)
        {
            // The last vector is loaded whole.
            var values = Constants[k].Concat(Enumerable.Repeat(0f, (lanes.Vectors * lanes.Width) - Constants[k].Count));
            code.Line($"global::System.ReadOnlySpan<float> {names[k]}Values = [{string.Join(", ", values.Select(Literal.Of))}];");
        }

        using (code.Open($"fixed (float* {string.Join(", ", names.Select(name => $"{name} = {name}Values"))})")) WriteImages(code, lanes);
    }

    private void WriteImages(CodeWriter code, Lanes lanes)
    {
        string moves = string.Concat(Pointers.Zip(Walk.Layouts, (pointer, layout) => layout.Image == 0 ? "" : $", {pointer} += {layout.Image}"));
        using (code.Open($"for (int n = 0; n < batch; n++{moves})")) WriteRows(code, lanes);
    }

    private void WriteRows(CodeWriter code, Lanes lanes)
    {
        if (Walk.Rows == 1)
        {
            WriteColumns(code, lanes, "");
            return;
        }

        using (code.Open(Parts > 1 ? "for (int row = from; row < to; row++)" : $"for (int row = 0; row < {Walk.Rows}; row++)"))
        {
            Declare(code, "r", "", layout => layout.Row == 0 ? "" : $" + row * {layout.Row}");
            WriteColumns(code, lanes, "r");
        }
    }

    private void WriteColumns(CodeWriter code, Lanes lanes, string suffix)
    {
        if (Walk.Columns == 1)
        {
            WriteRun(code, lanes, suffix);
            return;
        }

        using (code.Open($"for (int column = 0; column < {Walk.Columns}; column++)"))
        {
            Declare(code, "p", suffix, layout => layout.Pixel == 0 ? "" : $" + column * {layout.Pixel}");
            WriteRun(code, lanes, "p");
        }
    }

    private void Declare(CodeWriter code, string suffix, string from, Func<PixelLayout, string> offset)
    {
        foreach (var (pointer, layout) in Pointers.Zip(Walk.Layouts, (pointer, layout) => (pointer, layout)))
        {
            code.Line($"float* {pointer}{suffix} = {pointer}{from}{offset(layout)};");
        }
    }

    private void WriteRun(CodeWriter code, Lanes lanes, string suffix)
    {
        int whole = Walk.Length / lanes.Width * lanes.Width;
        if (whole > lanes.Width)
        {
            using (code.Open($"for (int i = 0; i < {whole}; i += {lanes.Width})")) WriteVector(code, lanes, suffix, " + i", lanes.Width);
        }
        else if (whole > 0)
        {
            WriteVector(code, lanes, suffix, "", lanes.Width);
        }

        if (whole < Walk.Length) WriteVector(code, lanes, suffix, whole == 0 ? "" : " + " + Literal.Of(whole), Walk.Length - whole);
    }

    private void WriteVector(CodeWriter code, Lanes lanes, string suffix, string at, int used)
    {
        string value = Expression.Replace("{V}", lanes.Class);
        for (int i = 0; i < Operands; i++) value = value.Replace(Operand(i), lanes.Load($"{Letters[i]}{suffix}{at}"));
        string destination = $"y{suffix}{at}";
        if (Accumulate) value = lanes.Add(destination, value);
        code.Line(lanes.Store(value, destination, used));
    }
}
