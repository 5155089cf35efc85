using CnnGen.Gpu;
using CnnGen.Ilgpu;
using ILGPU;

namespace CnnGen.Gpu.Tests.Numbers;

/// <summary>Every function of a lane in one kernel.</summary>
public static class LaneKernels
{
    internal static GpuProgram Program { get; } = new(typeof(LaneKernels).Assembly, typeof(LaneKernels).FullName!, [nameof(Apply), nameof(Combine)]);

    public static void Apply(ArrayView<float> x, ArrayView<float> y, int count, int function)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
            y[i] = Of(x[i], function);
    }

    public static void Combine(ArrayView<float> x, ArrayView<float> z, ArrayView<float> y, int count, int function)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
            y[i] = Of(x[i], z[i], function);
    }

    private static Lane Of(Lane x, int function) => function switch
    {
        0 => Lane.Exp(x),
        1 => Lane.Log(x),
        2 => Lane.Sin(x),
        3 => Lane.Cos(x),
        4 => Lane.Sqrt(x),
        5 => Lane.Floor(x),
        6 => Lane.Ceiling(x),
        7 => Lane.Round(x),
        8 => Lane.Abs(x),
        9 => Ilgpu.LaneMath.Sigmoid(x),
        10 => Ilgpu.LaneMath.Tanh(x),
        11 => Ilgpu.LaneMath.Expm1(x),
        12 => Ilgpu.LaneMath.Softplus(x),
        13 => Ilgpu.LaneMath.Gelu(x),
        14 => Ilgpu.LaneMath.GeluDerivative(x),
        15 => Ilgpu.LaneMath.GeluTanh(x),
        16 => Ilgpu.LaneMath.GeluTanhDerivative(x),
        17 => Ilgpu.LaneMath.Silu(x),
        18 => Ilgpu.LaneMath.SiluDerivative(x),
        19 => Ilgpu.LaneMath.Mish(x),
        20 => Ilgpu.LaneMath.MishDerivative(x),
        21 => Ilgpu.LaneMath.Erf(x),
        22 => Ilgpu.LaneMath.ErfDerivative(x),
        _ => Ilgpu.LaneMath.Elu(x, 1.5f, 2f),
    };

    // The texts of relu, relu6, leaky_relu, clip and sign, as the generator writes them, and the operators.
    private static Lane Of(Lane x, Lane z, int function) => function switch
    {
        0 => Lane.MaxNative(Lane.Zero, x),
        1 => Lane.GreaterThan(x, Lane.Zero) & Lane.LessThan(x, Lane.Create(6f)) & z,
        2 => Lane.ConditionalSelect(Lane.GreaterThan(x, Lane.Zero), z, z * Lane.Create(0.2f)),
        3 => Lane.MinNative(Lane.Create(3f), Lane.MaxNative(Lane.Create(-2f), x)),
        4 => Lane.ConditionalSelect(Lane.Equals(x, Lane.Zero), x, Lane.CopySign(Lane.One, x)),
        5 => Lane.GreaterThanOrEqual(x, z) & x,
        6 => Lane.LessThanOrEqual(x, z) & x,
        7 => Lane.MaxNative(x, z),
        8 => Lane.MinNative(x, z),
        9 => Lane.Max(x, z),
        10 => Lane.Min(x, z),
        11 => (x ^ z) | Lane.AndNot(x, z),
        12 => Lane.MultiplyAddEstimate(x, z, x) - z / x,
        _ => -x,
    };
}
