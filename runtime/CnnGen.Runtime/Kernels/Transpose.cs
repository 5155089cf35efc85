using System.ComponentModel;

namespace CnnGen;

/// <summary>Weights in the order the backward pass reads, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Transpose
{
    // A square of floats whose rows and columns both stay in the first-level cache.
    private const int Tile = 16;

    /// <summary>
    /// For each tap in the given order, writes its [inputs, outputs] matrix as [outputs, inputs].
    /// </summary>
    public static void Taps(float* weights, float* transposed, int inputs, int outputs, ReadOnlySpan<int> taps)
    {
        foreach (int tap in taps)
        {
            Matrix(weights + ((long)tap * inputs * outputs), transposed, inputs, outputs);
            transposed += (long)inputs * outputs;
        }
    }

    private static void Matrix(float* source, float* destination, int rows, int columns)
    {
        for (int row = 0; row < rows; row += Tile)
        {
            int rowEnd = Math.Min(row + Tile, rows);
            for (int column = 0; column < columns; column += Tile)
            {
                int columnEnd = Math.Min(column + Tile, columns);
                for (int c = column; c < columnEnd; c++)
                {
                    float* to = destination + ((long)c * rows);
                    for (int r = row; r < rowEnd; r++) to[r] = source[((long)r * columns) + c];
                }
            }
        }
    }
}
