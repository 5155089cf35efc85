using System.Text;

namespace CnnGen.Gpu.OpenCl;

/// <summary>One device of OpenCL, with the context and the programs that all its queues share.</summary>
internal sealed unsafe class ClDevice
{
    private const uint DeviceType = 0x1000;
    private const uint MaxComputeUnits = 0x1002;
    private const uint MaxWorkGroupSize = 0x1004;
    private const uint MaxMemAllocSize = 0x1010;
    private const uint GlobalMemSize = 0x101F;
    private const uint LocalMemSize = 0x1023;
    private const uint DeviceName = 0x102B;
    private const uint ProgramBuildLog = 0x1183;

    private readonly object _gate = new();
    private readonly Dictionary<(GpuProgram, int), (nint Program, string Entry)> _programs = [];
    private readonly nint _id;
    private nint _context;

    private ClDevice(nint id)
    {
        _id = id;
        Name = Text(DeviceName);
        IsGpu = (Number(DeviceType) & ClApi.DeviceTypeGpu) != 0;
        MemoryBytes = (long)Number(GlobalMemSize);
        LargestAllocationBytes = (long)Number(MaxMemAllocSize);
        Units = (int)(uint)Number(MaxComputeUnits);
        LargestGroup = (int)Number(MaxWorkGroupSize);
        LocalBytes = (long)Number(LocalMemSize);
    }

    public string Name { get; }

    public bool IsGpu { get; }

    public long MemoryBytes { get; }

    public long LargestAllocationBytes { get; }

    public int Units { get; }

    public int LargestGroup { get; }

    public long LocalBytes { get; }

    /// <summary>All devices, in the order of their platforms.</summary>
    public static List<ClDevice> Find()
    {
        var found = new List<ClDevice>();
        if (!GpuLibraries.Has(GpuLibraries.OpenCl))
            return found;
        uint platforms = 0;
        // A loader without a platform reports an error of its own.
        if (ClApi.clGetPlatformIDs(0, null, &platforms) != 0 || platforms == 0)
            return found;
        var ids = new nint[platforms];
        fixed (nint* first = ids)
            ClError.Check(ClApi.clGetPlatformIDs(platforms, first, null), "listing platforms");
        foreach (var platform in ids)
        {
            uint devices = 0;
            if (ClApi.clGetDeviceIDs(platform, ClApi.DeviceTypeAll, 0, null, &devices) != 0 || devices == 0)
                continue;
            var deviceIds = new nint[devices];
            fixed (nint* first = deviceIds)
                ClError.Check(ClApi.clGetDeviceIDs(platform, ClApi.DeviceTypeAll, devices, first, null), "listing devices");
            found.AddRange(deviceIds.Select(id => new ClDevice(id)));
        }

        return found;
    }

    /// <summary>The context, which is made when it is needed first.</summary>
    public nint Context
    {
        get
        {
            lock (_gate)
            {
                if (_context != 0)
                    return _context;
                int error;
                var id = _id;
                _context = ClApi.clCreateContext(null, 1, &id, 0, 0, &error);
                ClError.Check(error, $"making a context of {Name}");
                return _context;
            }
        }
    }

    public nint CreateQueue()
    {
        int error;
        var queue = ClApi.clCreateCommandQueue(Context, _id, 0, &error);
        ClError.Check(error, $"making a queue of {Name}");
        return queue;
    }

    /// <summary>A kernel object: each queue needs its own, since arguments are set in it.</summary>
    public nint CreateKernel(GpuProgram program, int kernel)
    {
        var (built, entry) = Build(program, kernel);
        int error;
        var made = ClApi.clCreateKernel(built, entry, &error);
        ClError.Check(error, $"making the kernel {program.Kernels[kernel]}");
        return made;
    }

    private (nint Program, string Entry) Build(GpuProgram program, int kernel)
    {
        var context = Context;
        lock (_gate)
        {
            if (_programs.TryGetValue((program, kernel), out var known))
                return known;
            var code = GpuCompiler.Require().Compile(program, kernel, GpuLanguage.OpenCl);
            int error;
            nint built;
            fixed (byte* text = Encoding.UTF8.GetBytes(code.Text + "\0"))
            {
                var start = text;
                built = ClApi.clCreateProgramWithSource(context, 1, &start, null, &error);
            }

            ClError.Check(error, $"handing over the kernel {program.Kernels[kernel]}");
            var id = _id;
            if (ClApi.clBuildProgram(built, 1, &id, "", 0, 0) is not 0 and var failure)
                throw new InvalidOperationException($"{Name} could not build the kernel {program.Kernels[kernel]} (OpenCL error {failure}):{Environment.NewLine}{BuildLog(built)}");
            return _programs[(program, kernel)] = (built, code.Entry);
        }
    }

    private string BuildLog(nint program)
    {
        nint size = 0;
        ClApi.clGetProgramBuildInfo(program, _id, ProgramBuildLog, 0, null, &size);
        var log = new byte[size];
        fixed (byte* text = log)
            ClApi.clGetProgramBuildInfo(program, _id, ProgramBuildLog, size, text, null);
        return Encoding.UTF8.GetString(log).TrimEnd('\0', '\n');
    }

    private string Text(uint name)
    {
        nint size = 0;
        ClError.Check(ClApi.clGetDeviceInfo(_id, name, 0, null, &size), "asking for a device's name");
        var text = new byte[size];
        fixed (byte* first = text)
            ClError.Check(ClApi.clGetDeviceInfo(_id, name, size, first, null), "asking for a device's name");
        return Encoding.UTF8.GetString(text).TrimEnd('\0').Trim();
    }

    // Some of these numbers have four bytes and some eight, and drivers refuse to write four where there is less room.
    private ulong Number(uint name)
    {
        ulong value = 0;
        ClError.Check(ClApi.clGetDeviceInfo(_id, name, sizeof(ulong), &value, null), "asking for a device's sizes");
        return value;
    }
}
