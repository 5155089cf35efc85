using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;

namespace CnnGen.Generator.Plan;

/// <summary>An element by element function over rows: y = f(a, b, ...) or y += f(a, b, ...).</summary>
/// <param name="Operation">The first part of the method's name.</param>
/// <param name="Expression">The function, with <c>{V}</c> for the vector class and <c>{a}</c>, <c>{b}</c>, <c>{c}</c> for the operands.</param>
/// <param name="Rows">Rows of an image.</param>
/// <param name="Length">Floats of a row.</param>
internal sealed record MapKernel(
    string Operation, string Description, string Expression, EquatableArray<RowLayout> Operands, RowLayout Destination,
    int Rows, int Length, bool Accumulate) : Kernel
{
    private const string Letters = "abc";

    public static MapKernel Over(
        string operation, string description, string expression, TensorPlan destination, bool accumulate, params TensorPlan[] operands)
    {
        bool flat = destination.IsContiguous && operands.All(operand => operand.IsContiguous);
        int rows = flat ? 1 : destination.Shape.Height;
        int length = flat ? (int)destination.Shape.Length : destination.RowLength;
        return new MapKernel(
            operation, description, expression,
            operands.Select(operand => flat ? new RowLayout(operand.ImageStride, 0) : RowLayout.Of(operand)).ToEquatableArray(),
            flat ? new RowLayout(destination.ImageStride, 0) : RowLayout.Of(destination),
            rows, length, accumulate);
    }

    public override string Name
    {
        get
        {
            string size = Rows == 1 ? Literal.Of(Length) : $"{Rows}x{Length}";
            string strides = string.Join("_", Operands.Concat([Destination])
                .Where(layout => Rows > 1 || layout.Image != Length)
                .Select(layout => $"{layout.Image}s{layout.Row}"));
            return $"{Operation}_{size}{(strides.Length == 0 ? "" : "_" + strides)}{(Accumulate ? "_Add" : "")}";
        }
    }

    public override string Summary => Description + (Accumulate ? ", added to what is there." : ".");

    public override string Parameters => string.Concat(Operands.Select((_, i) => $"float* {Letters[i]}, ")) + "float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Length, vectorBits);
        string moves = string.Concat(Operands.Select((operand, i) => $", {Letters[i]} += {operand.Image}")) + $", y += {Destination.Image}";
        using (code.Open($"for (int n = 0; n < batch; n++{moves})"))
        {
            if (Rows == 1)
            {
                WriteRow(code, lanes, "");
                return;
            }

            using (code.Open($"for (int row = 0; row < {Rows}; row++)"))
            {
                for (int i = 0; i < Operands.Count; i++) code.Line($"float* {Letters[i]}r = {Letters[i]} + row * {Operands[i].Row};");
                code.Line($"float* yr = y + row * {Destination.Row};");
                WriteRow(code, lanes, "r");
            }
        }
    }

    private void WriteRow(CodeWriter code, Lanes lanes, string suffix)
    {
        int whole = Length / lanes.Width * lanes.Width;
        if (whole > lanes.Width)
        {
            using (code.Open($"for (int i = 0; i < {whole}; i += {lanes.Width})")) code.Line(Statement(lanes, suffix, " + i", lanes.Width));
        }
        else if (whole > 0)
        {
            code.Line(Statement(lanes, suffix, "", lanes.Width));
        }

        if (whole < Length) code.Line(Statement(lanes, suffix, whole == 0 ? "" : " + " + Literal.Of(whole), Length - whole));
    }

    private string Statement(Lanes lanes, string suffix, string at, int used)
    {
        string value = Expression.Replace("{V}", lanes.Class);
        for (int i = 0; i < Operands.Count; i++) value = value.Replace($"{{{Letters[i]}}}", lanes.Load($"{Letters[i]}{suffix}{at}"));
        string destination = $"y{suffix}{at}";
        if (Accumulate) value = lanes.Add(destination, value);
        return lanes.Store(value, destination, used);
    }
}
