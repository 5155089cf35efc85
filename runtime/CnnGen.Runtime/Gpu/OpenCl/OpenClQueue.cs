using System.Runtime.InteropServices;
using System.Text;

namespace CnnGen.Gpu;

/// <summary>Memory and launches of an OpenCL device.</summary>
internal sealed unsafe class OpenClQueue : GpuQueue
{
    private readonly OpenClContext _context;
    private readonly OpenClApi _api;
    private readonly Dictionary<GpuProgram, Kernel?[]> _kernels = new(ReferenceEqualityComparer.Instance);
    private nint _queue;

    public OpenClQueue(OpenClContext context)
    {
        (_context, _api) = (context, context.Api);
        int code;
        _queue = _api.CreateCommandQueue(context.Handle, context.Device, 0, &code);
        OpenClApi.Check(code, "clCreateCommandQueue");
    }

    /// <inheritdoc/>
    public override GpuBuffer Allocate(long floats)
    {
        _context.Memory.Check("The memory that was asked for", floats, floats);
        int code;
        var handle = _api.CreateBuffer(_context.Handle, OpenClCode.MemReadWrite, (nuint)Math.Max(floats, 1) * sizeof(float), null, &code);
        if (code is OpenClCode.MemoryObjectAllocationFailure or OpenClCode.OutOfResources or OpenClCode.InvalidBufferSize)
            throw _context.Memory.Full(floats);
        OpenClApi.Check(code, "clCreateBuffer");
        var buffer = new OpenClBuffer(_context, handle, floats);
        try
        {
            Clear(new GpuView(buffer, 0), floats);
        }
        catch (InvalidOperationException)
        {
            // Drivers may find out only now that there is no room.
            buffer.Dispose();
            throw _context.Memory.Full(floats);
        }

        return buffer;
    }

    /// <inheritdoc/>
    public override void Upload(float* source, GpuView destination, long floats)
    {
        if (floats > 0)
            OpenClApi.Check(_api.EnqueueWriteBuffer(_queue, HandleOf(destination, floats), 1, Bytes(destination.Offset), Bytes(floats), source, 0, 0, 0), "clEnqueueWriteBuffer");
    }

    /// <inheritdoc/>
    public override void Download(GpuView source, float* destination, long floats)
    {
        if (floats > 0)
            OpenClApi.Check(_api.EnqueueReadBuffer(_queue, HandleOf(source, floats), 1, Bytes(source.Offset), Bytes(floats), destination, 0, 0, 0), "clEnqueueReadBuffer");
    }

    /// <inheritdoc/>
    public override void Clear(GpuView destination, long floats)
    {
        if (floats == 0)
            return;
        var zero = 0f;
        OpenClApi.Check(_api.EnqueueFillBuffer(_queue, HandleOf(destination, floats), &zero, sizeof(float), Bytes(destination.Offset), Bytes(floats), 0, 0, 0), "clEnqueueFillBuffer");
    }

    /// <inheritdoc/>
    public override void Launch(GpuProgram program, int kernel, GpuGrid grid, params ReadOnlySpan<GpuArgument> arguments)
    {
        var found = Find(program, kernel);
        found.Text.Check(arguments);
        SetArguments(found.Handle, arguments);
        var global = stackalloc nuint[] { (nuint)grid.X * (nuint)grid.Threads, (nuint)grid.Y, (nuint)grid.Z };
        var local = stackalloc nuint[] { (nuint)grid.Threads, 1, 1 };
        var code = _api.EnqueueNDRangeKernel(_queue, found.Handle, 3, null, global, local, 0, 0, 0);
        if (code != OpenClCode.Success)
            throw new InvalidOperationException($"{_context.Memory.Device} does not run {found.Text.Entry} with {grid.X} x {grid.Y} x {grid.Z} groups of {grid.Threads} threads: {OpenClCode.NameOf(code)}.{MostThreads(found.Handle)}");
    }

    /// <inheritdoc/>
    public override void Synchronize() => OpenClApi.Check(_api.Finish(_queue), "clFinish");

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_queue == 0)
            return;
        foreach (var kernel in _kernels.Values.SelectMany(kernels => kernels).OfType<Kernel>())
            _api.ReleaseKernel(kernel.Handle);
        _kernels.Clear();
        _api.ReleaseCommandQueue(_queue);
        _queue = 0;
    }

    /// <summary>First the memory of each view, then all parameters, a view as its place in that memory.</summary>
    private void SetArguments(nint kernel, ReadOnlySpan<GpuArgument> arguments)
    {
        uint index = 0;
        foreach (var argument in arguments)
        {
            if (argument.Kind != GpuArgumentKind.View)
                continue;
            var memory = ((OpenClBuffer)argument.Buffer!).Handle;
            OpenClApi.Check(_api.SetKernelArg(kernel, index++, (nuint)sizeof(nint), &memory), "clSetKernelArg");
        }

        foreach (var argument in arguments)
        {
            if (argument.Kind == GpuArgumentKind.View)
            {
                var place = new Place { Offset = checked((int)argument.Offset), Length = argument.Buffer!.Length - argument.Offset };
                OpenClApi.Check(_api.SetKernelArg(kernel, index++, (nuint)sizeof(Place), &place), "clSetKernelArg");
            }
            else
            {
                var bits = argument.Bits;
                OpenClApi.Check(_api.SetKernelArg(kernel, index++, sizeof(int), &bits), "clSetKernelArg");
            }
        }
    }

    private Kernel Find(GpuProgram program, int kernel)
    {
        if (!_kernels.TryGetValue(program, out var kernels))
            _kernels.Add(program, kernels = new Kernel?[program.Kernels.Length]);
        return kernels[kernel] ??= Create(_context.Program(program, kernel));
    }

    private Kernel Create(OpenClKernelProgram program)
    {
        int code;
        fixed (byte* name = Encoding.UTF8.GetBytes(program.Text.Entry + "\0"))
        {
            var handle = _api.CreateKernel(program.Handle, name, &code);
            OpenClApi.Check(code, "clCreateKernel");
            return new Kernel(handle, program.Text);
        }
    }

    private string MostThreads(nint kernel)
    {
        nuint threads;
        return _api.GetKernelWorkGroupInfo(kernel, _context.Device, OpenClCode.KernelWorkGroupSize, (nuint)sizeof(nuint), &threads, null) == OpenClCode.Success
            ? $" It runs it with groups of up to {threads}."
            : "";
    }

    private static nint HandleOf(GpuView view, long floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(view.Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(floats, view.Length);
        return ((OpenClBuffer)view.Buffer).Handle;
    }

    private static nuint Bytes(long floats) => (nuint)floats * sizeof(float);

    private sealed record Kernel(nint Handle, GpuKernelText Text);

    /// <summary>How ILGPU passes a view.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Place
    {
        public int Offset;
        public long Length;
    }
}
