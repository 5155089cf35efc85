using System.ComponentModel;
using System.Reflection;

namespace CnnGen.Gpu;

/// <summary>
/// A class of kernels: public static methods that a compiler for GPUs reads. Code names a kernel by program and number, so that kernels compiled when the program was
/// built can take the place of those compiled while it runs.
/// </summary>
/// <param name="Assembly">Where the class is; null: in the library of kernels that do not depend on a network.</param>
/// <param name="Owner">The class, by its full name. It is looked up only by a compiler, where there is one, so that trimming can take its code away.</param>
/// <param name="Kernels">The names of the methods. A kernel's number is its place in this list.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record GpuProgram(Assembly? Assembly, string Owner, string[] Kernels);
