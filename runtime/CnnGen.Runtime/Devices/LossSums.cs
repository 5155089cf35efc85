using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Loss sums of each head, a row for each part of a batch; rows are added in order, so the total does not depend on who computed them.</summary>
internal sealed unsafe class LossSums(int heads)
{
    private const int CacheLine = 64 / sizeof(double);

    private readonly int _stride = (heads + CacheLine - 1) / CacheLine * CacheLine;
    private double[] _sums = [];

    /// <summary>Makes room for rows and sets them to zero.</summary>
    public void Reset(int rows)
    {
        if (_sums.Length < rows * _stride)
            _sums = GC.AllocateArray<double>(rows * _stride, pinned: true);
        else
            Array.Clear(_sums, 0, rows * _stride);
    }

    /// <summary>A row, at an address that stays the same until the next <see cref="Reset"/>.</summary>
    public double* Row(int row) => (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_sums)) + row * _stride;

    /// <summary>Writes the sums of the first rows.</summary>
    public void Total(int rows, Span<double> totals)
    {
        for (var head = 0; head < heads; head++)
        {
            var total = 0.0;
            for (var row = 0; row < rows; row++)
                total += _sums[row * _stride + head];
            totals[head] = total;
        }
    }
}
