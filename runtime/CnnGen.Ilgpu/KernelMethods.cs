using System.Reflection;
using CnnGen.Gpu;
using ILGPU;

namespace CnnGen.Ilgpu;

/// <summary>Finds the methods that a program names.</summary>
internal static class KernelMethods
{
    /// <exception cref="InvalidOperationException">There is no such class or method.</exception>
    public static MethodInfo Find(GpuProgram program, int kernel)
    {
        var assembly = program.Assembly ?? typeof(KernelMethods).Assembly;
        var owner = assembly.GetType(program.Owner)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no class {program.Owner}; use the same version of all CnnGen packages, and build all projects again.");
        return owner.GetMethod(program.Kernels[kernel], BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{program.Owner} has no kernel {program.Kernels[kernel]}; use the same version of all CnnGen packages, and build all projects again.");
    }

    public static GpuArgumentKind[] Parameters(MethodInfo method) => Array.ConvertAll(method.GetParameters(), parameter => Kind(method, parameter.ParameterType));

    private static GpuArgumentKind Kind(MethodInfo method, Type type) =>
        type == typeof(ArrayView<float>) ? GpuArgumentKind.View
        : type == typeof(int) || type == typeof(uint) ? GpuArgumentKind.Int
        : type == typeof(float) ? GpuArgumentKind.Float
        : throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} has a parameter of type {type}; a kernel takes ArrayView<float>, int, uint and float.");
}
