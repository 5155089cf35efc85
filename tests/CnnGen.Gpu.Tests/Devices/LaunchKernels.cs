using ILGPU;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>Kernels that show how parameters and shared memory are passed.</summary>
public static class LaunchKernels
{
    public static void Mixed(ArrayView<float> x, ArrayView<float> y, ArrayView<float> z, int a, int b, uint c, float d, float e, float f)
    {
        var i = Grid.GlobalIndex.X;
        z[i] = x[i] * d + y[i] * e + f + a + b + c;
    }

    public static void Shared(ArrayView<float> x)
    {
        var values = SharedMemory.Allocate<float>(32);
        values[Group.IdxX] = x[Group.IdxX];
        Group.Barrier();
        x[Group.IdxX] = values[31 - Group.IdxX];
    }

    public static void LargeShared(ArrayView<float> x)
    {
        var values = SharedMemory.Allocate<float>(16384);
        values[Group.IdxX] = x[Group.IdxX];
        Group.Barrier();
        x[Group.IdxX] = values[31 - Group.IdxX];
    }
}
