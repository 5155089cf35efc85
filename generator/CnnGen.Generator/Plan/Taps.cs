namespace CnnGen.Generator.Plan;

/// <summary>Where the inputs of one sum lie, from the first one on: rows of columns of runs of elements that lie one after another. In floats.</summary>
/// <param name="Row">From a row to the next.</param>
/// <param name="Column">From a column to the next.</param>
/// <param name="Run">Elements in a column.</param>
internal readonly record struct Taps(int Rows, int Row, int Columns, int Column, int Run)
{
    /// <summary>Elements in a row.</summary>
    public int PerRow => Columns * Run;

    public int Count => Rows * PerRow;

    /// <summary>A sum over one run.</summary>
    public static Taps Line(int run) => new(1, 0, 1, 0, run);

    /// <summary>A window over pixels; columns without gaps become one run.</summary>
    public static Taps Window(int rows, int row, int columns, int column, int run)
    {
        bool joined = columns == 1 || column == run;
        return new Taps(rows, rows == 1 ? 0 : row, joined ? 1 : columns, joined ? 0 : column, joined ? columns * run : run);
    }

    /// <summary>The place of an element, counted over rows and columns.</summary>
    public int Offset(int element) => (element / PerRow * Row) + (element % PerRow / Run * Column) + (element % Run);
}
