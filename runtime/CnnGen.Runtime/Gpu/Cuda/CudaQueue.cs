using System.Runtime.InteropServices;

namespace CnnGen.Gpu;

/// <summary>Memory and launches of a CUDA device, on a stream of its own.</summary>
internal sealed unsafe class CudaQueue : GpuQueue
{
    private readonly CudaContext _context;
    private readonly CudaApi _api;
    private readonly CudaStage _stage;
    private readonly Dictionary<GpuProgram, CudaKernel?[]> _kernels = new(ReferenceEqualityComparer.Instance);
    private nint _stream;

    public CudaQueue(CudaContext context)
    {
        (_context, _api) = (context, context.Api);
        _context.Bind();
        nint stream;
        _api.Check(_api.StreamCreate(&stream, CudaApi.StreamNonBlocking), "cuStreamCreate");
        _stream = stream;
        _stage = new CudaStage(context, stream);
    }

    /// <inheritdoc/>
    public override GpuBuffer Allocate(long floats)
    {
        _context.Memory.Check("The memory that was asked for", floats, floats);
        _context.Bind();
        ulong address;
        var code = _api.MemAlloc(&address, Bytes(Math.Max(floats, 1)));
        if (code == CudaApi.OutOfMemory)
            throw _context.Memory.Full(floats);
        _api.Check(code, "cuMemAlloc");
        var buffer = new CudaBuffer(_context, address, floats);
        Clear(new GpuView(buffer, 0), floats);
        return buffer;
    }

    /// <inheritdoc/>
    public override void Upload(float* source, GpuView destination, long floats)
    {
        _context.Bind();
        _stage.Upload((byte*)source, AddressOf(destination, floats), floats * sizeof(float));
    }

    /// <inheritdoc/>
    public override void Download(GpuView source, float* destination, long floats)
    {
        _context.Bind();
        _stage.Download(AddressOf(source, floats), (byte*)destination, floats * sizeof(float));
    }

    /// <inheritdoc/>
    public override void Clear(GpuView destination, long floats)
    {
        _context.Bind();
        if (floats > 0)
            _api.Check(_api.MemsetD32Async(AddressOf(destination, floats), 0, (nuint)floats, _stream), "cuMemsetD32Async");
    }

    /// <inheritdoc/>
    public override void Launch(GpuProgram program, int kernel, GpuGrid grid, params ReadOnlySpan<GpuArgument> arguments)
    {
        _context.Bind();
        var found = Find(program, kernel);
        found.Text.Check(arguments);

        // Room for a view each: a number is the first bytes of it.
        var values = stackalloc Value[arguments.Length];
        var pointers = stackalloc void*[arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            values[index] = ValueOf(arguments[index]);
            pointers[index] = values + index;
        }

        var code = _api.LaunchKernel(
            found.Function, (uint)grid.X, (uint)grid.Y, (uint)grid.Z, (uint)grid.Threads, 1, 1, (uint)found.DynamicBytes, _stream, pointers, null);
        if (code != 0)
            throw new InvalidOperationException($"{_context.Memory.Device} does not run {found.Text.Entry} with {grid.X} x {grid.Y} x {grid.Z} groups of {grid.Threads} threads: {_api.NameOf(code)}.");
    }

    /// <summary>The second time the launches are recorded, since by then their kernels are loaded; what comes once only is not worth it.</summary>
    internal override IDisposable? Repeat(IDisposable? record, Action launches)
    {
        if (record is not CudaGraph graph)
        {
            launches();
            return new CudaGraph(_context);
        }

        _context.Bind();
        if (!graph.IsRecorded)
            graph.Record(_stream, launches);
        graph.Launch(_stream);
        return graph;
    }

    /// <inheritdoc/>
    public override void Synchronize()
    {
        _context.Bind();
        _api.Check(_api.StreamSynchronize(_stream), "cuStreamSynchronize");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_stream == 0)
            return;
        if (_context.TryBind())
        {
            // The stage may still be read from.
            _api.StreamSynchronize(_stream);
            _api.StreamDestroy(_stream);
        }

        _stage.Dispose();
        _stream = 0;
    }

    private CudaKernel Find(GpuProgram program, int kernel)
    {
        if (!_kernels.TryGetValue(program, out var kernels))
            _kernels.Add(program, kernels = new CudaKernel?[program.Kernels.Length]);
        return kernels[kernel] ??= _context.Kernel(program, kernel);
    }

    private static Value ValueOf(GpuArgument argument) => argument.Kind == GpuArgumentKind.View
        ? new Value { Pointer = AddressOf(new GpuView(argument.Buffer!, argument.Offset), 0), Length = argument.Buffer!.Length - argument.Offset }
        : new Value { Pointer = (uint)argument.Bits };

    private static ulong AddressOf(GpuView view, long floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(view.Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(floats, view.Length);
        return ((CudaBuffer)view.Buffer).Address + Bytes(view.Offset);
    }

    private static nuint Bytes(long floats) => (nuint)floats * sizeof(float);

    /// <summary>How ILGPU passes a view in PTX; on the little-endian machines that CUDA knows, a number's four bytes are the first ones.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Value
    {
        public ulong Pointer;
        public long Length;
    }
}
