using System.Text;

namespace CnnGen.Gpu;

/// <summary>A device in use: its primary context, which other libraries of the process share, and the kernels that were compiled for it.</summary>
internal sealed unsafe class CudaContext
{
    private const int LogBytes = 16 << 10;

    private readonly Dictionary<GpuProgram, CudaKernel?[]> _programs = new(ReferenceEqualityComparer.Instance);
    private readonly CudaInfo _info;
    private readonly nint _handle;

    public CudaContext(CudaApi api, CudaInfo info)
    {
        (Api, _info) = (api, info);
        Memory = new GpuMemory(info.Name, info.Memory, info.Memory);
        nint handle;
        api.Check(api.DevicePrimaryCtxRetain(&handle, info.Device), "cuDevicePrimaryCtxRetain");
        _handle = handle;
    }

    public CudaApi Api { get; }

    public GpuMemory Memory { get; }

    /// <summary>Makes it the calling thread's: a network's calls may come from any.</summary>
    public void Bind() => Api.Check(Api.CtxSetCurrent(_handle), "cuCtxSetCurrent");

    /// <summary>As <see cref="Bind"/>, at the end of a process too, when there may be nothing left to bind.</summary>
    public bool TryBind() => Api.CtxSetCurrent(_handle) == 0;

    /// <summary>A kernel, compiled when it is first asked for.</summary>
    public CudaKernel Kernel(GpuProgram program, int kernel)
    {
        lock (_programs)
        {
            if (!_programs.TryGetValue(program, out var kernels))
                _programs.Add(program, kernels = new CudaKernel?[program.Kernels.Length]);
            return kernels[kernel] ??= Load(GpuCompiler.Text(program, kernel, new GpuTarget(GpuLanguage.Ptx, _info.Architecture)));
        }
    }

    private CudaKernel Load(GpuKernelText text)
    {
        if (text.SharedBytes > _info.SharedBytes)
            throw new InvalidOperationException($"{text.Entry} needs {GpuMemory.Text(text.SharedBytes)} that the threads of a group share, and {_info.Name} has {GpuMemory.Text(_info.SharedBytes)}.");
        var (source, dynamicBytes) = CudaSharedMemory.Of(text);
        nint function;
        fixed (byte* name = Encoding.UTF8.GetBytes(text.Entry + "\0"))
            Api.Check(Api.ModuleGetFunction(&function, LoadModule(source, text.Entry), name), "cuModuleGetFunction");
        if (dynamicBytes > 0)
            Api.Check(Api.FuncSetAttribute(function, CudaApi.FunctionMaxDynamicSharedBytes, dynamicBytes), "cuFuncSetAttribute");
        return new CudaKernel(function, dynamicBytes, text);
    }

    private nint LoadModule(string source, string entry)
    {
        nint module;
        int code;
        var log = new byte[LogBytes];
        fixed (byte* image = Encoding.UTF8.GetBytes(source + "\0"))
        fixed (byte* pointer = log)
        {
            var options = stackalloc int[] { CudaApi.JitErrorLogBuffer, CudaApi.JitErrorLogBufferBytes };
            var values = stackalloc nint[] { (nint)pointer, LogBytes };
            code = Api.ModuleLoadDataEx(&module, image, 2, options, values);
        }

        if (code != 0)
            throw new InvalidOperationException($"{_info.Name} does not compile {entry}: {Api.NameOf(code)}.\n{Encoding.UTF8.GetString(log).TrimEnd('\0').Trim()}");
        return module;
    }
}

/// <summary>A kernel of a device.</summary>
/// <param name="Function">CUDA's handle.</param>
/// <param name="DynamicBytes">Shared memory that is given with each launch.</param>
/// <param name="Text">What it was compiled from.</param>
internal sealed record CudaKernel(nint Function, int DynamicBytes, GpuKernelText Text);
