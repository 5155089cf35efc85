using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>
/// The tile of a matrix product that a group of threads computes: each thread has some rows and columns of it in registers, in fours, and both operands pass through
/// shared memory, a few steps of the sum at a time.
/// </summary>
/// <param name="Rows">Of the tile.</param>
/// <param name="Columns">Of the tile.</param>
/// <param name="ThreadRows">Of a thread: 4 or 8.</param>
/// <param name="ThreadColumns">Of a thread: 1, 2, 4 or 8.</param>
/// <param name="Steps">Of the sum at a time: a multiple of 4.</param>
internal sealed record GpuTile(int Rows, int Columns, int ThreadRows, int ThreadColumns, int Steps)
{
    public const int Threads = GpuKernelWriter.Threads;

    private static readonly string[] s_parts = ["X", "Y", "Z", "W"];

    // Four more than there are keep the threads that store a column apart in the banks of shared memory.
    private int RowStride => Rows + 4;

    private int AcrossThreads => Columns / ThreadColumns;

    private int DownThreads => Rows / ThreadRows;

    private bool ColumnsInFours => ThreadColumns % 4 == 0;

    /// <summary>The tile for a product: wide where there are many columns, tall where there are few.</summary>
    /// <param name="rows">Rows that the product has at least, as far as is known.</param>
    public static GpuTile For(long rows, int columns) => columns > 64 && rows >= 4096 ? new GpuTile(128, 128, 8, 8, 8)
        : columns > 32 ? rows >= 1024 ? new GpuTile(128, 64, 8, 4, 16) : new GpuTile(64, 64, 4, 4, 16)
        : columns > 16 ? new GpuTile(128, 32, 4, 4, 16)
        : columns > 8 ? new GpuTile(128, 16, 4, 2, 16)
        : new GpuTile(128, 8, 4, 1, 16);

    /// <summary>How the elements of an operand are shared out among the threads that load them.</summary>
    /// <param name="length">Elements along the axis that is not summed over.</param>
    /// <param name="alongSum">Whether neighbors in memory follow each other along the sum.</param>
    /// <param name="width">Neighbors that a thread loads at once: 1, or 4 where all places are multiples of 4.</param>
    public TileLoads LoadsOf(int length, bool alongSum, int width) => new(alongSum ? Steps / width : length / width, alongSum ? length : Steps, width);

    /// <summary>Declares shared memory, the thread's place t, and its sums.</summary>
    public void WriteStart(CodeWriter code)
    {
        code.Line($"var left = SharedMemory.Allocate<float>({Literal.Of(Steps * RowStride)});");
        code.Line($"var right = SharedMemory.Allocate<float>({Literal.Of(Steps * Columns)});");
        code.Line("var leftFours = left.Cast<Float4>();");
        code.Line("var rightFours = right.Cast<Float4>();");
        code.Line("int t = Group.IdxX;");
        code.Line($"int down = t / {Literal.Of(AcrossThreads)};");
        code.Line($"int across = t - down * {Literal.Of(AcrossThreads)};");
        for (int i = 0; i < ThreadRows; i++) code.Line("float " + string.Join(", ", Enumerable.Range(0, ThreadColumns).Select(j => $"s{i}_{j} = 0f")) + ";");
    }

    /// <summary>Multiplies what is in shared memory.</summary>
    public void WriteProducts(CodeWriter code)
    {
        using (code.Open($"for (int k = 0; k < {Literal.Of(Steps)}; k++)"))
        {
            var l = WriteOperand(code, "lk", ThreadRows, DownThreads, true, "left", RowStride, "down");
            var r = WriteOperand(code, "rk", ThreadColumns, AcrossThreads, ColumnsInFours, "right", Columns, "across");
            for (int i = 0; i < ThreadRows; i++)
            {
                for (int j = 0; j < ThreadColumns; j++) code.Line($"s{i}_{j} += {l[i]} * {r[j]};");
            }
        }
    }

    /// <summary>Stores a row's elements that were loaded along the sum.</summary>
    /// <param name="value">The loaded variable: a float, or a Float4.</param>
    public void WriteLeftAlongSum(CodeWriter code, string value, string step, string row, int width)
    {
        for (int i = 0; i < width; i++) code.Line($"left[({step}{(i == 0 ? "" : $" + {Literal.Of(i)}")}) * {Literal.Of(RowStride)} + {row}] = {(width == 1 ? value : value + "." + s_parts[i])};");
    }

    /// <summary>The place in shared memory of what was loaded along rows or columns.</summary>
    public string Place(bool isLeft, string step, string along, int width)
    {
        string name = isLeft ? "left" : "right";
        int stride = isLeft ? RowStride : Columns;
        return width == 1 ? $"{name}[({step}) * {Literal.Of(stride)} + {along}]" : $"{name}Fours[({step}) * {Literal.Of(stride / 4)} + ({along}) / 4]";
    }

    /// <summary>The tile's row of a thread's row.</summary>
    public string RowOf(int i) => Offset("down", i, DownThreads, true);

    /// <summary>The tile's column of a thread's column.</summary>
    public string ColumnOf(int j) => Offset("across", j, AcrossThreads, ColumnsInFours);

    /// <summary>Whether four columns of a thread are neighbors.</summary>
    public bool StoresFours => ColumnsInFours;

    private static string Offset(string thread, int index, int threads, bool fours)
    {
        string place = fours ? thread + " * 4" : thread;
        int offset = fours ? (index / 4 * threads * 4) + (index % 4) : index * threads;
        return offset == 0 ? place : $"{place} + {Literal.Of(offset)}";
    }

    private static List<string> WriteOperand(CodeWriter code, string name, int count, int threads, bool fours, string memory, int stride, string thread)
    {
        if (!fours)
        {
            code.Line($"var {name} = {memory}.SubView(k * {Literal.Of(stride)} + {thread});");
            for (int i = 0; i < count; i++) code.Line($"float {name}{i} = {name}[{Literal.Of(i * threads)}];");
            return [.. Enumerable.Range(0, count).Select(i => name + Literal.Of(i))];
        }

        code.Line($"var {name} = {memory}Fours.SubView(k * {Literal.Of(stride / 4)} + {thread});");
        for (int i = 0; i < count / 4; i++) code.Line($"Float4 {name}{i} = {name}[{Literal.Of(i * threads)}];");
        return [.. Enumerable.Range(0, count).Select(i => $"{name}{Literal.Of(i / 4)}.{s_parts[i % 4]}")];
    }
}

/// <param name="Side">Threads side by side along neighbors in memory.</param>
/// <param name="Lines">Lines of neighbors.</param>
/// <param name="Width">Neighbors that a thread loads at once.</param>
internal sealed record TileLoads(int Side, int Lines, int Width)
{
    private int PerRound => GpuTile.Threads / Side;

    /// <summary>Loads of a thread.</summary>
    public int Rounds => (Lines + PerRound - 1) / PerRound;

    /// <summary>The type of what is loaded.</summary>
    public string Type => Width == 1 ? "float" : "Float4";

    public string Zero => Width == 1 ? "0f" : "default(Float4)";

    /// <summary>The first of the thread's neighbors.</summary>
    public string Place => Width == 1 ? $"t % {Literal.Of(Side)}" : $"t % {Literal.Of(Side)} * {Literal.Of(Width)}";

    /// <summary>The line of the thread's load.</summary>
    public string Line(int round) => round == 0 ? $"t / {Literal.Of(Side)}" : $"t / {Literal.Of(Side)} + {Literal.Of(round * PerRound)}";

    /// <summary>"if (...) " where some threads have no line in the round.</summary>
    public string Test(int round) => (round + 1) * PerRound <= Lines ? "" : $"if ({Line(round)} < {Literal.Of(Lines)}) ";

    /// <summary>What a thread reads.</summary>
    public string Read(string view, string index) => Width == 1 ? $"{view}[{index}]" : $"{view}.SubView({index}).Cast<Float4>()[0]";
}
