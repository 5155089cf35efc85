using System;
using System.Linq;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>
/// The tile of a matrix product that a group of threads computes: each thread has some rows and columns of it in registers, and both operands pass through shared
/// memory, a few steps of the sum at a time; while one part is multiplied, the next is on its way.
/// </summary>
/// <param name="Rows">Of the tile.</param>
/// <param name="Columns">Of the tile.</param>
/// <param name="ThreadRows">Of a thread.</param>
/// <param name="ThreadColumns">Of a thread.</param>
/// <param name="Steps">Of the sum at a time.</param>
internal sealed record GpuTile(int Rows, int Columns, int ThreadRows, int ThreadColumns, int Steps)
{
    public const int Threads = GpuKernelWriter.Threads;

    // A row more than there is keeps the threads that store a column apart in the banks of shared memory.
    private int RowStride => Rows + 4;

    private int AcrossThreads => Columns / ThreadColumns;

    private int DownThreads => Rows / ThreadRows;

    /// <summary>The tile for a product: wide where there are many columns, tall where there are few.</summary>
    /// <param name="rows">Rows that the product has at least, as far as is known.</param>
    public static GpuTile For(long rows, int columns) => columns > 64 && rows >= 4096 ? new GpuTile(128, 128, 8, 8, 8)
        : columns > 32 ? rows >= 1024 ? new GpuTile(128, 64, 8, 4, 16) : new GpuTile(64, 64, 4, 4, 16)
        : columns > 16 ? new GpuTile(128, 32, 4, 4, 16)
        : columns > 8 ? new GpuTile(128, 16, 4, 2, 16)
        : new GpuTile(128, 8, 4, 1, 16);

    /// <summary>"128x64".</summary>
    public string Label => $"{Literal.Of(Rows)}x{Literal.Of(Columns)}";

    /// <summary>Declares shared memory, the thread's place t, and its sums.</summary>
    public void WriteStart(CodeWriter code)
    {
        code.Line($"var left = SharedMemory.Allocate<float>({Literal.Of(Steps * RowStride)});");
        code.Line($"var right = SharedMemory.Allocate<float>({Literal.Of(Steps * Columns)});");
        code.Line("int t = Group.IdxX;");
        code.Line($"int down = t / {Literal.Of(AcrossThreads)};");
        code.Line($"int across = t - down * {Literal.Of(AcrossThreads)};");
        for (int i = 0; i < ThreadRows; i++) code.Line("float " + string.Join(", ", Enumerable.Range(0, ThreadColumns).Select(j => $"s{i}_{j} = 0f")) + ";");
    }

    /// <summary>How the elements of an operand are shared out among the threads that load them.</summary>
    /// <param name="length">Elements along the axis that is not summed over.</param>
    /// <param name="alongSum">Whether neighbors in memory follow each other along the sum.</param>
    public Loads LoadsOf(int length, bool alongSum)
    {
        int side = alongSum ? Steps : Math.Min(length, Threads);
        int perRound = Threads / side;
        int rounds = alongSum ? (length + perRound - 1) / perRound : (Steps + perRound - 1) / perRound;
        return new Loads(side, perRound, rounds, alongSum);
    }

    /// <summary>Multiplies what is in shared memory.</summary>
    public void WriteProducts(CodeWriter code)
    {
        using (code.Open($"for (int k = 0; k < {Literal.Of(Steps)}; k++)"))
        {
            code.Line($"int l = k * {Literal.Of(RowStride)} + down;");
            code.Line($"int r = k * {Literal.Of(Columns)} + across;");
            for (int i = 0; i < ThreadRows; i++) code.Line($"float l{i} = left[l + {Literal.Of(i * DownThreads)}];");
            for (int j = 0; j < ThreadColumns; j++) code.Line($"float r{j} = right[r + {Literal.Of(j * AcrossThreads)}];");
            for (int i = 0; i < ThreadRows; i++)
            {
                for (int j = 0; j < ThreadColumns; j++) code.Line($"s{i}_{j} += l{i} * r{j};");
            }
        }
    }

    /// <summary>The place of a row's element in shared memory.</summary>
    public string Left(string step, string row) => $"left[({step}) * {Literal.Of(RowStride)} + {row}]";

    /// <summary>The place of a column's element in shared memory.</summary>
    public string Right(string step, string column) => $"right[({step}) * {Literal.Of(Columns)} + {column}]";

    /// <summary>The tile's row of a thread's row.</summary>
    public string RowOf(int i) => i == 0 ? "down" : $"down + {Literal.Of(i * DownThreads)}";

    /// <summary>The tile's column of a thread's column.</summary>
    public string ColumnOf(int j) => j == 0 ? "across" : $"across + {Literal.Of(j * AcrossThreads)}";
}

/// <param name="Side">Threads side by side along neighbors in memory.</param>
/// <param name="PerRound">Lines of so many neighbors that all threads load at once.</param>
/// <param name="Rounds">Loads of a thread.</param>
/// <param name="AlongSum">Whether the neighbors follow each other along the sum.</param>
internal sealed record Loads(int Side, int PerRound, int Rounds, bool AlongSum)
{
    /// <summary>The thread's place among the neighbors.</summary>
    public string Place => $"t % {Literal.Of(Side)}";

    /// <summary>The line of the thread's load.</summary>
    public string Line(int round) => round == 0 ? $"t / {Literal.Of(Side)}" : $"t / {Literal.Of(Side)} + {Literal.Of(round * PerRound)}";
}
