using System.ComponentModel;

namespace CnnGen;

/// <summary>Weights in the order in which tiles read them, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class PackedWeights
{
    /// <summary>The outputs of a panel: a line of the cache.</summary>
    private const int Panel = 16;

    /// <summary>Weights [rows, outputs] as [panels, rows, 16]: those of 16 outputs one row behind another. What the last panel has beyond the outputs is zero.</summary>
    public static void Panels(float* weights, float* packed, int rows, int outputs)
    {
        for (var first = 0; first < outputs; first += Panel)
        {
            var used = Math.Min(Panel, outputs - first);
            var source = weights + first;
            for (var row = 0; row < rows; row++, source += outputs, packed += Panel)
            {
                new ReadOnlySpan<float>(source, used).CopyTo(new Span<float>(packed, Panel));
                if (used < Panel)
                    new Span<float>(packed + used, Panel - used).Clear();
            }
        }
    }
}
