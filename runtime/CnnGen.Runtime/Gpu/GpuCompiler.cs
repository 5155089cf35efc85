using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>Where the texts of kernels come from: a compiler, or what one made when the program was built.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GpuCompiler
{
    private static GpuCompiler? s_current;

    /// <summary>The compiler of this process; null where there is none.</summary>
    public static GpuCompiler? Current => Volatile.Read(ref s_current);

    /// <summary>Makes a compiler the process's; the first one stays. From then on CNNGEN_DEVICE can name GPUs, so that a program without a compiler can be trimmed of all that drives them.</summary>
    public static void Register(GpuCompiler compiler)
    {
        Interlocked.CompareExchange(ref s_current, compiler, null);
        Device.NameGpus(GpuDevices.ByName, GpuDevices.Inventory);
    }

    /// <summary>The text of a kernel. Any thread may ask.</summary>
    /// <exception cref="InvalidOperationException">There is no such kernel, or it can't be compiled; the message says why.</exception>
    public abstract GpuKernelText Compile(GpuProgram program, int kernel, GpuTarget target);

    /// <exception cref="InvalidOperationException">There is no compiler.</exception>
    internal static GpuKernelText Text(GpuProgram program, int kernel, GpuTarget target) => Current is { } compiler
        ? compiler.Compile(program, kernel, target)
        : throw new InvalidOperationException(
            $"There is nothing to compile {program.Owner}.{program.Kernels[kernel]} with. Reference CnnGen.Ilgpu in the project that declares the network, and set <CnnGenGpu>true</CnnGenGpu> there.");
}
