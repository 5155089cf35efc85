using System.ComponentModel;
using System.Numerics;

namespace CnnGen;

/// <summary>
/// Weights of 3 x 3 convolutions in the form of Winograd's minimal filtering, for generated code: U = G g G^T of A. Lavin, S. Gray, "Fast Algorithms for
/// Convolutional Neural Networks", 2015, arXiv:1509.09308.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Winograd
{
    /// <summary>Outputs are rounded up to a multiple of this.</summary>
    private const int OutputAlignment = 16;

    /// <summary>Outputs that lie together for all inputs, so that products read weights in the order of memory.</summary>
    private const int Panel = 64;

    /// <summary>
    /// Weights [3, 3, inputs, outputs] as [16, panels, inputs, outputs of a panel], for tiles of 2 x 2 outputs. Panels have 64 outputs, the last one what is left,
    /// rounded up to a multiple of 16.
    /// </summary>
    /// <param name="weights">At least 64 bytes behind the end must be readable.</param>
    /// <param name="transformed">What lies between a row's outputs and its end is not used.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    public static void Weights2(float* weights, float* transformed, int inputs, int outputs) => Weights(weights, transformed, inputs, outputs, 4);

    /// <summary>The same as [36, panels, inputs, outputs of a panel], for tiles of 4 x 4 outputs.</summary>
    /// <inheritdoc cref="Weights2"/>
    public static void Weights4(float* weights, float* transformed, int inputs, int outputs) => Weights(weights, transformed, inputs, outputs, 6);

    private static void Weights(float* weights, float* transformed, int inputs, int outputs, int size)
    {
        var padded = (outputs + OutputAlignment - 1) / OutputAlignment * OutputAlignment;
        var tap = (long)inputs * outputs;
        var position = (long)inputs * padded;
        Span<Vector<float>> half = stackalloc Vector<float>[3 * 6];
        Span<Vector<float>> row = stackalloc Vector<float>[6];
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output += Vector<float>.Count)
            {
                var g = weights + (long)input * outputs + output;
                for (var column = 0; column < 3; column++, g += tap)
                {
                    Transform(Vector.Load(g), Vector.Load(g + 3 * tap), Vector.Load(g + 6 * tap), row, size);
                    for (var i = 0; i < size; i++)
                        half[i * 3 + column] = row[i];
                }

                var panel = output / Panel * Panel;
                var u = transformed + (long)panel * inputs + input * Math.Min(Panel, padded - panel) + (output - panel);
                for (var i = 0; i < size; i++)
                {
                    Transform(half[i * 3], half[i * 3 + 1], half[i * 3 + 2], row, size);
                    for (var j = 0; j < size; j++, u += position)
                        row[j].Store(u);
                }
            }
        }
    }

    private static void Transform(Vector<float> g0, Vector<float> g1, Vector<float> g2, Span<Vector<float>> values, int size)
    {
        var ends = g0 + g2;
        if (size == 4)
        {
            values[0] = g0;
            values[1] = (ends + g1) * 0.5f;
            values[2] = (ends - g1) * 0.5f;
            values[3] = g2;
            return;
        }

        values[0] = g0 * 0.25f;
        values[1] = (ends + g1) * (-1f / 6);
        values[2] = (ends - g1) * (-1f / 6);
        var even = (g0 * 0.25f + g2) * (1f / 6);
        var odd = g1 * (1f / 12);
        values[3] = even + odd;
        values[4] = even - odd;
        values[5] = g2;
    }
}
