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

    /// <summary>What was compiled when the program was built, else what the process's compiler makes.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    internal static GpuKernelText Text(GpuProgram program, int kernel, GpuTarget target)
    {
        if (BakedKernels.Find(program, kernel, target) is { } baked)
            return baked;
        if (Current is { } compiler)
            return compiler.Compile(program, kernel, target);
        throw Missing(program, kernel, target, BakedKernels.Assemblies);
    }

    /// <summary>What to say of a kernel that is not there.</summary>
    /// <param name="program">Its class.</param>
    /// <param name="kernel">Its number there.</param>
    /// <param name="target">What it was asked for.</param>
    /// <param name="assemblies">The names of those whose kernels were compiled when they were built.</param>
    internal static InvalidOperationException Missing(GpuProgram program, int kernel, GpuTarget target, string[] assemblies)
    {
        var name = $"{program.Owner}.{program.Kernels[kernel]}";
        return new InvalidOperationException(assemblies.Length > 0
            ? $"{name} is not among the kernels that were compiled for {target} when {string.Join(", ", assemblies)} was built, and nothing can compile it here. " +
                "Set <CnnGenGpu> and <CnnGenBakeKernels> to true in the project that declares the network, and build it again with the packages of one version."
            : $"There is nothing to compile {name} with for {target}. Reference CnnGen.Ilgpu in the project that declares the network, and set <CnnGenGpu>true</CnnGenGpu> there; " +
                "for NativeAOT, set <CnnGenBakeKernels>true</CnnGenBakeKernels> there too.");
    }
}
