using CnnGen.Gpu;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>Arrays to and from a device.</summary>
internal static unsafe class QueueExtensions
{
    public static GpuView Copy(this GpuQueue queue, float[] values)
    {
        var view = new GpuView(queue.Allocate(values.Length), 0);
        fixed (float* pointer = values)
            queue.Upload(pointer, view, values.Length);
        return view;
    }

    public static float[] Read(this GpuQueue queue, GpuView view, int length)
    {
        var values = new float[length];
        fixed (float* pointer = values)
            queue.Download(view, pointer, length);
        return values;
    }
}
