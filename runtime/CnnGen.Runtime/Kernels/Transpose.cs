using System.ComponentModel;

namespace CnnGen;

/// <summary>Weights in the order that the way back from outputs to inputs reads, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Transpose
{
    /// <summary>
    /// For each tap in the given order, writes its [inputs, outputs] matrix as [outputs, inputs].
    /// </summary>
    public static void Taps(float* weights, float* transposed, int inputs, int outputs, ReadOnlySpan<int> taps)
    {
        long length = (long)inputs * outputs;
        foreach (int tap in taps)
        {
            MatrixTranspose.Write(weights + (tap * length), outputs, transposed, inputs, inputs, outputs);
            transposed += length;
        }
    }

    /// <summary>
    /// For each tap in the given order, writes its weights of a convolution in groups, [inputs of a group, groups * outputs of a group], as
    /// [outputs of a group, groups * inputs of a group].
    /// </summary>
    public static void GroupedTaps(float* weights, float* transposed, int groups, int inputs, int outputs, ReadOnlySpan<int> taps)
    {
        long length = (long)groups * inputs * outputs;
        foreach (int tap in taps)
        {
            float* source = weights + (tap * length);
            // With one input or one output a group, all groups together are one matrix.
            if (inputs == 1)
                MatrixTranspose.Write(source, outputs, transposed, groups, groups, outputs);
            else if (outputs == 1)
                MatrixTranspose.Write(source, groups, transposed, inputs, inputs, groups);
            else
                Groups(source, transposed, groups, inputs, outputs);
            transposed += length;
        }
    }

    private static void Groups(float* source, float* destination, int groups, int inputs, int outputs)
    {
        for (int group = 0; group < groups; group++)
            MatrixTranspose.Write(source + ((long)group * outputs), groups * outputs, destination + ((long)group * inputs), groups * inputs, inputs, outputs);
    }
}
