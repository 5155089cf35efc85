using System.Globalization;
using System.Reflection;
using CnnGen.Gpu;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace CnnGen.Ilgpu;

/// <summary>
/// ILGPU's backends as a compiler alone: they need neither a GPU nor ILGPU's runtime. One kernel is compiled after another, since ILGPU's loading is not safe for threads,
/// and a kernel that can't be compiled takes the whole context with it, so the next one gets a new one.
/// </summary>
internal sealed class IlgpuCompiler : GpuCompiler
{
    /// <summary>The oldest compute capability, times ten.</summary>
    public const int OldestArchitecture = 50;

    // The newest that ILGPU 1.5.3 has names for; newer cards run its PTX.
    private const int NewestArchitecture = 80;

    private const string GlobalBarrier = "work_group_barrier ( CLK_GLOBAL_MEM_FENCE )";

    // Of shared memory too, and by the name that OpenCL 1.2 has.
    private const string Barrier = "barrier ( CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE )";

    private static readonly PropertyInfo s_entryPoint = typeof(CompiledKernel).GetProperty("EntryPoint", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        ?? throw new MissingMemberException(nameof(CompiledKernel), "EntryPoint");

    private readonly Lock _gate = new();
    private readonly Dictionary<int, PTXBackend> _ptx = [];
    private Context? _context;
    private CLBackend? _openCl;

    /// <inheritdoc/>
    public override GpuKernelText Compile(GpuProgram program, int kernel, GpuTarget target)
    {
        var method = KernelMethods.Find(program, kernel);
        var parameters = KernelMethods.Parameters(method);
        lock (_gate)
        {
            _context ??= Context.Create(builder => builder.Optimize(OptimizationLevel.O2).EnableAlgorithms());
            try
            {
                var description = EntryPointDescription.FromExplicitlyGroupedKernel(method);
                return target.Language == GpuLanguage.Ptx ? CompilePtx(description, target.Architecture, parameters) : CompileOpenCl(description, parameters);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Forget();
                var inner = exception;
                while (inner.InnerException is not null)
                    inner = inner.InnerException;
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"ILGPU can't compile {method.DeclaringType}.{method.Name} for {target.Language}: {inner.Message}"), exception);
            }
        }
    }

    private GpuKernelText CompilePtx(EntryPointDescription description, int architecture, GpuArgumentKind[] parameters)
    {
        var known = Math.Min(architecture, NewestArchitecture);
        if (known < OldestArchitecture)
            throw new NotSupportedException($"the card's compute capability is {architecture / 10}.{architecture % 10}; expected {OldestArchitecture / 10}.{OldestArchitecture % 10} or later");
        if (!_ptx.TryGetValue(known, out var backend))
        {
            var cuda = new CudaArchitecture(known / 10, known % 10);
            var version = known >= 80 ? new CudaInstructionSet(7, 0) : new CudaInstructionSet(6, known >= 75 ? 3 : 0);
            _ptx.Add(known, backend = IlgpuPlacement.InOrder(new PTXBackend(_context!, new CudaCapabilityContext(cuda), cuda, version, null)));
        }

        var compiled = (PTXCompiledKernel)backend.Compile(description, KernelSpecialization.Empty);
        return new GpuKernelText(compiled.PTXAssembly, compiled.Name, SharedBytes(compiled), parameters);
    }

    /// <summary>Nothing of what ILGPU writes for such kernels needs a generic address space, and no kernel may need double precision, which not all GPUs have.</summary>
    private GpuKernelText CompileOpenCl(EntryPointDescription description, GpuArgumentKind[] parameters)
    {
        _openCl ??= IlgpuPlacement.InOrder(new CLBackend(
            _context!, new CLCapabilityContext(float16: false, float64: false, genericAddressSpace: true, int64_Atomics: false, subGroups: false), CLDeviceVendor.Other, CLCVersion.CL20));
        var compiled = (CLCompiledKernel)_openCl.Compile(description, KernelSpecialization.Empty);
        return new GpuKernelText(compiled.Source.Replace(GlobalBarrier, Barrier, StringComparison.Ordinal), compiled.Name, SharedBytes(compiled), parameters);
    }

    private void Forget()
    {
        foreach (var backend in _ptx.Values)
            backend.Dispose();
        _ptx.Clear();
        _openCl?.Dispose();
        _openCl = null;
        _context?.Dispose();
        _context = null;
    }

    // ILGPU keeps it to itself; what it tells of a kernel (Info) it does only where it was asked to print it.
    private static int SharedBytes(CompiledKernel kernel) => ((EntryPoint)s_entryPoint.GetValue(kernel)!).SharedMemory.StaticSize;
}
