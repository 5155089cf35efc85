using ILGPU;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>A number that is read before its place is written, and needed after it.</summary>
public static class OrderKernels
{
    public static void ReadThenWrite(ArrayView<float> x, ArrayView<float> y)
    {
        var i = Group.IdxX;
        var before = x[i] * 3f;
        x[i] = y[i];
        y[i] = before > 0f ? before : 0f;
    }
}
