using ILGPU;

namespace CnnGen.Gpu.Tests.Texts;

/// <summary>What is no kernel.</summary>
public static class RefusedKernels
{
    public static void Throws(ArrayView<float> x)
    {
        if (x[0] > 1f)
            throw new InvalidOperationException("No kernel throws.");
    }

    public static void OfBytes(ArrayView<byte> x) => x[0] = 1;
}
