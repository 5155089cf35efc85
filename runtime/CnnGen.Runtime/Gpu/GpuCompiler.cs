using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>
/// Where compiled kernels come from. With a just-in-time compiler that is ILGPU, while the program runs; NativeAOT programs carry kernels that were compiled when
/// they were built.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GpuCompiler
{
    /// <summary>The one that is there; null where the program has no code for GPUs.</summary>
    public static GpuCompiler? Current { get; private set; }

    /// <summary>Makes a compiler known; one that is known already stays.</summary>
    public static void Register(GpuCompiler compiler)
    {
        ArgumentNullException.ThrowIfNull(compiler);
        Current ??= compiler;
    }

    /// <summary>Compiles a kernel. Called by several threads.</summary>
    /// <exception cref="InvalidOperationException">There is no such kernel, or it can't be compiled.</exception>
    public abstract GpuKernelText Compile(GpuProgram program, int kernel, GpuLanguage language);

    /// <summary>Whether <see cref="CreateSimulator"/> makes one.</summary>
    public virtual bool HasSimulator => false;

    /// <summary>A device that runs kernels on the processor to look for their errors; null where there is none.</summary>
    public virtual GpuQueue? CreateSimulator() => null;

    internal static GpuCompiler Require() => Current ?? throw new InvalidOperationException(
        "There is nothing that compiles code for GPUs. Set <CnnGenGpu>true</CnnGenGpu> in the project that declares the network, reference CnnGen.Ilgpu there, and build again.");
}
