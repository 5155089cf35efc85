using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>
/// A kernel as a device's driver takes it. In PTX a view is a pointer and a length of 64 bits each, and a number its four bytes. In OpenCL C a pointer for each view
/// stands before all parameters, and a view is the index of its first element (32 bits) and a length (64 bits).
/// </summary>
/// <param name="Source">The text, with one entry.</param>
/// <param name="Entry">The name of the entry.</param>
/// <param name="SharedBytes">Memory that the threads of a group share.</param>
/// <param name="Parameters">The types of the parameters.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record GpuKernelText(string Source, string Entry, int SharedBytes, GpuArgumentKind[] Parameters)
{
    /// <summary>Checks what a kernel is launched with.</summary>
    /// <exception cref="ArgumentException">Number or types of the arguments are not those of the parameters.</exception>
    internal void Check(ReadOnlySpan<GpuArgument> arguments)
    {
        if (arguments.Length != Parameters.Length)
            throw new ArgumentException($"{Entry} has {Parameters.Length} parameters and was given {arguments.Length}; build the project again with the generator of this package.");
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index].Kind != Parameters[index])
                throw new ArgumentException($"Parameter {index} of {Entry} is {Parameters[index]} and was given {arguments[index].Kind}; build the project again with the generator of this package.");
        }
    }
}
