using System.Text;

namespace CnnGen.Gpu;

/// <summary>A device in use, and the kernels that were compiled for it: one in a process.</summary>
internal sealed unsafe class OpenClContext
{
    // The least that has all that ILGPU writes, once its barrier is mended: devices of 3.0 may have no 2.0. Warnings of generated text help nobody.
    private const string BuildOptions = "-cl-std=CL1.2 -w";

    private readonly Dictionary<GpuProgram, OpenClKernelProgram?[]> _programs = new(ReferenceEqualityComparer.Instance);

    public OpenClContext(OpenClApi api, OpenClInfo info)
    {
        (Api, Device) = (api, info.Device);
        Memory = MemoryOf(info);
        int code;
        var device = info.Device;
        Handle = api.CreateContext(null, 1, &device, 0, 0, &code);
        OpenClApi.Check(code, "clCreateContext");
    }

    public OpenClApi Api { get; }

    public nint Device { get; }

    public nint Handle { get; }

    public GpuMemory Memory { get; }

    /// <summary>A view starts at a place of 32 bits, so memory has no more floats than that in one piece.</summary>
    public static GpuMemory MemoryOf(OpenClInfo info) => new(info.Name, info.Memory, Math.Min(info.LargestBuffer, int.MaxValue * (long)sizeof(float)));

    /// <summary>A kernel as a program of its own, compiled when it is first asked for.</summary>
    public OpenClKernelProgram Program(GpuProgram program, int kernel)
    {
        lock (_programs)
        {
            if (!_programs.TryGetValue(program, out var kernels))
                _programs.Add(program, kernels = new OpenClKernelProgram?[program.Kernels.Length]);
            return kernels[kernel] ??= Build(GpuCompiler.Text(program, kernel, GpuTarget.OpenCl));
        }
    }

    private OpenClKernelProgram Build(GpuKernelText text)
    {
        int code;
        nint program;
        var source = Encoding.UTF8.GetBytes(text.Source);
        fixed (byte* pointer = source)
        {
            var length = (nuint)source.Length;
            var pointers = pointer;
            program = Api.CreateProgramWithSource(Handle, 1, &pointers, &length, &code);
            OpenClApi.Check(code, "clCreateProgramWithSource");
        }

        fixed (byte* options = Encoding.UTF8.GetBytes(BuildOptions + "\0"))
        {
            var device = Device;
            code = Api.BuildProgram(program, 1, &device, options, 0, 0);
        }

        if (code == OpenClCode.Success)
            return new OpenClKernelProgram(program, text);
        var log = BuildLog(program);
        Api.ReleaseProgram(program);
        throw new InvalidOperationException($"{Memory.Device} does not compile {text.Entry}: {OpenClCode.NameOf(code)}.\n{log}");
    }

    private string BuildLog(nint program)
    {
        nuint length;
        OpenClApi.Check(Api.GetProgramBuildInfo(program, Device, OpenClCode.ProgramBuildLog, 0, null, &length), "clGetProgramBuildInfo");
        var bytes = new byte[length];
        fixed (byte* pointer = bytes)
            OpenClApi.Check(Api.GetProgramBuildInfo(program, Device, OpenClCode.ProgramBuildLog, length, pointer, null), "clGetProgramBuildInfo");
        return Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
    }
}

/// <summary>A compiled program of one kernel. A kernel itself holds arguments, so each queue makes its own.</summary>
internal sealed record OpenClKernelProgram(nint Handle, GpuKernelText Text);
