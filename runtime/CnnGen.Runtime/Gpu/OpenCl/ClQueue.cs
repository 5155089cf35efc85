using System.Runtime.InteropServices;

namespace CnnGen.Gpu.OpenCl;

/// <summary>A queue of an OpenCL device. For one thread at a time.</summary>
internal sealed unsafe class ClQueue : GpuQueue
{
    private readonly ClDevice _device;
    private readonly Dictionary<(GpuProgram, int), nint> _kernels = [];
    private nint _queue;

    public ClQueue(ClDevice device)
    {
        _device = device;
        _queue = device.CreateQueue();
    }

    /// <summary>Frees what was not disposed.</summary>
    ~ClQueue() => Release();

    public override GpuBuffer Allocate(long floats)
    {
        var bytes = checked(Math.Max(floats, 1) * sizeof(float));
        // Views of a buffer start at 32-bit offsets in ILGPU's OpenCL code.
        var largest = Math.Min(_device.LargestAllocationBytes, int.MaxValue * (long)sizeof(float));
        if (bytes > largest)
            throw GpuMemory.TooLittle(_device.Name, bytes, _device.MemoryBytes, largest);
        int error;
        var handle = ClApi.clCreateBuffer(_device.Context, 1, (nint)bytes, null, &error);
        if (ClError.IsOutOfMemory(error))
            throw GpuMemory.TooLittle(_device.Name, bytes, _device.MemoryBytes, largest);
        ClError.Check(error, "allocating memory");
        var buffer = new ClBuffer(handle, floats);
        Clear(new GpuView(buffer, 0), floats);
        return buffer;
    }

    public override void Upload(float* source, GpuView destination, long floats)
    {
        if (floats > 0)
            ClError.Check(ClApi.clEnqueueWriteBuffer(_queue, Handle(destination), 1, (nint)destination.Offset * sizeof(float), (nint)floats * sizeof(float), source, 0, null, null), "copying to the device");
    }

    public override void Download(GpuView source, float* destination, long floats)
    {
        if (floats > 0)
            ClError.Check(ClApi.clEnqueueReadBuffer(_queue, Handle(source), 1, (nint)source.Offset * sizeof(float), (nint)floats * sizeof(float), destination, 0, null, null), "copying from the device");
    }

    public override void Clear(GpuView destination, long floats)
    {
        float zero = 0;
        if (floats > 0)
            ClError.Check(ClApi.clEnqueueFillBuffer(_queue, Handle(destination), &zero, sizeof(float), (nint)destination.Offset * sizeof(float), (nint)floats * sizeof(float), 0, null, null), "clearing memory");
    }

    public override void Launch(GpuProgram program, int kernel, GpuGrid grid, params ReadOnlySpan<GpuArgument> arguments)
    {
        ObjectDisposedException.ThrowIf(_queue == 0, this);
        if (!_kernels.TryGetValue((program, kernel), out var handle))
            _kernels[(program, kernel)] = handle = _device.CreateKernel(program, kernel);
        SetArguments(handle, arguments, program.Kernels[kernel]);
        var global = stackalloc nint[] { (nint)grid.X * grid.Threads, grid.Y, grid.Z };
        var local = stackalloc nint[] { grid.Threads, 1, 1 };
        var error = ClApi.clEnqueueNDRangeKernel(_queue, handle, 3, null, global, local, 0, null, null);
        if (error != 0)
            ClError.Check(error, $"launching {program.Kernels[kernel]} with {grid.X} x {grid.Y} x {grid.Z} groups of {grid.Threads} threads");
    }

    public override void Synchronize() => ClError.Check(ClApi.clFinish(_queue), "waiting for kernels");

    public override void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>As ILGPU's OpenCL code declares them: the memory of each view, and then each parameter, a view as where it starts and how long it is.</summary>
    private static void SetArguments(nint kernel, ReadOnlySpan<GpuArgument> arguments, string name)
    {
        uint index = 0;
        foreach (var argument in arguments)
        {
            if (argument.Kind != GpuArgumentKind.View)
                continue;
            var memory = ((ClBuffer)argument.Buffer!).Handle;
            Check(ClApi.clSetKernelArg(kernel, index++, sizeof(nint), &memory));
        }

        foreach (var argument in arguments)
        {
            if (argument.Kind == GpuArgumentKind.View)
            {
                var view = new ViewArgument { Offset = checked((int)argument.Offset), Length = argument.Buffer!.Length - argument.Offset };
                Check(ClApi.clSetKernelArg(kernel, index++, sizeof(ViewArgument), &view));
            }
            else
            {
                var bits = argument.Bits;
                Check(ClApi.clSetKernelArg(kernel, index++, sizeof(int), &bits));
            }
        }

        void Check(int error)
        {
            if (error != 0)
                ClError.Check(error, $"setting argument {index - 1} of {name}");
        }
    }

    private static nint Handle(GpuView view) => ((ClBuffer)view.Buffer).Handle;

    private void Release()
    {
        if (_queue == 0)
            return;
        foreach (var kernel in _kernels.Values)
            _ = ClApi.clReleaseKernel(kernel);
        _ = ClApi.clReleaseCommandQueue(_queue);
        _queue = 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ViewArgument
    {
        public int Offset;
        public long Length;
    }
}
