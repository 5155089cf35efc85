using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Plan;

/// <summary>Which rows of its input a kernel's parts read, and which of its output they write: part p writes the rows from p * <see cref="Written"/>.</summary>
/// <param name="Written">Output rows of a part; the last one may have fewer.</param>
/// <param name="First">The input row that the first part begins with; below zero in a border.</param>
/// <param name="Step">From a part's first input row to the next one's.</param>
/// <param name="Read">Input rows of a part.</param>
/// <param name="InputRow">Floats from an input row to the next one.</param>
internal readonly record struct RowFlow(int Written, int First, int Step, int Read, int InputRow)
{
    /// <summary>Of windows over rows.</summary>
    /// <param name="written">Output rows of a part.</param>
    /// <param name="pooled">Windows of outputs whose maxima are stored; null where it is the outputs themselves.</param>
    public static RowFlow Of(Window window, int inputRow, int written, DisjointWindows? pooled = null)
    {
        int step = (pooled?.StrideY ?? 1) * window.Stride;
        int outputs = ((written - 1) * (pooled?.StrideY ?? 1)) + (pooled?.Height ?? 1);
        return new RowFlow(written, -window.Before, written * step, ((outputs - 1) * window.Stride) + ((window.Kernel - 1) * window.Dilation) + 1, inputRow);
    }
}
