using System.Runtime.CompilerServices;
using CnnGen.Gpu;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace CnnGen.Ilgpu;

/// <summary>
/// ILGPU's CPU accelerator: a thread of the operating system for each thread of a group, with real barriers and shared memory, one group after another. It is slow, and there
/// to see what kernels do; a debugger stops in them.
/// </summary>
internal sealed unsafe class IlgpuSimulator : GpuQueue
{
    /// <summary>Threads of the largest group.</summary>
    public const int MostThreads = 256;

    private static readonly Lock s_gate = new();
    private static CPUAccelerator? s_accelerator;

    private readonly Dictionary<GpuProgram, Loaded?[]> _kernels = new(ReferenceEqualityComparer.Instance);
    private readonly CPUAccelerator _accelerator = Accelerator();

    /// <inheritdoc/>
    public override GpuBuffer Allocate(long floats)
    {
        var memory = _accelerator.Allocate1D<float>(Math.Max(floats, 1));
        memory.MemSetToZero();
        return new IlgpuBuffer(memory, floats);
    }

    /// <inheritdoc/>
    public override void Upload(float* source, GpuView destination, long floats) =>
        Buffer.MemoryCopy(source, Pointer(destination, floats), floats * sizeof(float), floats * sizeof(float));

    /// <inheritdoc/>
    public override void Download(GpuView source, float* destination, long floats) =>
        Buffer.MemoryCopy(Pointer(source, floats), destination, floats * sizeof(float), floats * sizeof(float));

    /// <inheritdoc/>
    public override void Clear(GpuView destination, long floats) => new Span<float>(Pointer(destination, floats), checked((int)floats)).Clear();

    /// <inheritdoc/>
    public override void Launch(GpuProgram program, int kernel, GpuGrid grid, params ReadOnlySpan<GpuArgument> arguments)
    {
        lock (s_gate)
        {
            var found = Find(program, kernel);
            var boxed = new object[arguments.Length];
            for (var index = 0; index < boxed.Length; index++)
                boxed[index] = Box(arguments[index], found.IsUnsigned[index]);
            var config = new KernelConfig(new Index3D(grid.X, grid.Y, grid.Z), new Index3D(grid.Threads, 1, 1));
            found.Kernel.Launch(_accelerator.DefaultStream, config, boxed);
            _accelerator.Synchronize();
        }
    }

    /// <inheritdoc/>
    public override void Synchronize()
    {
        // Each launch is waited for.
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // The accelerator is the process's.
    }

    private Loaded Find(GpuProgram program, int kernel)
    {
        if (!_kernels.TryGetValue(program, out var kernels))
            _kernels.Add(program, kernels = new Loaded?[program.Kernels.Length]);
        if (kernels[kernel] is { } known)
            return known;
        var method = KernelMethods.Find(program, kernel);
        _ = KernelMethods.Parameters(method);
        return kernels[kernel] = new Loaded(_accelerator.LoadKernel(method), Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType == typeof(uint)));
    }

    private static CPUAccelerator Accelerator()
    {
        lock (s_gate)
        {
            if (s_accelerator is not null)
                return s_accelerator;
            var device = new CPUDevice(32, MostThreads / 32, 1);
            var context = Context.Create(builder => builder.CPU(device).Optimize(OptimizationLevel.O2).EnableAlgorithms());
            return s_accelerator = device.CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel);
        }
    }

    private static object Box(GpuArgument argument, bool isUnsigned) => argument.Kind switch
    {
        GpuArgumentKind.View => ((IlgpuBuffer)argument.Buffer!).View(argument.Offset),
        GpuArgumentKind.Int => isUnsigned ? (uint)argument.Bits : argument.Bits,
        _ => BitConverter.Int32BitsToSingle(argument.Bits),
    };

    private static float* Pointer(GpuView view, long floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(view.Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(floats, view.Length);
        return floats == 0 ? null : (float*)Unsafe.AsPointer(ref ((IlgpuBuffer)view.Buffer).View(view.Offset)[0]);
    }

    /// <summary>A kernel, and which of its parameters have no sign.</summary>
    private sealed record Loaded(Kernel Kernel, bool[] IsUnsigned);
}
