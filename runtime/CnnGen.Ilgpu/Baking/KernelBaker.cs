using System.Reflection;
using CnnGen.Gpu;

namespace CnnGen.Ilgpu.Baking;

/// <summary>
/// Compiles the kernels of an assembly while its project is built, so that a program without a compiler can launch them: those that were generated for its networks, and those
/// that belong to no network. A process of its own calls it, once, since ILGPU numbers names through a process and equal builds are to give equal bytes.
/// </summary>
internal static class KernelBaker
{
    /// <summary>The class that is generated inside of each network's.</summary>
    private const string Generated = "GpuKernels";

    // Newer devices run the text of older ones.
    private static readonly GpuTarget[] s_targets = [new(GpuLanguage.Ptx, IlgpuCompiler.OldestArchitecture), GpuTarget.OpenCl];

    /// <summary>Compiles the kernels of an assembly and writes them to a file, which is left alone where it has them.</summary>
    /// <exception cref="InvalidOperationException">A kernel can't be compiled.</exception>
    public static void Bake(Assembly assembly, string path)
    {
        var content = new MemoryStream();
        Write(ProgramsOf(assembly), content);
        var bytes = content.ToArray();
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            File.WriteAllBytes(path, bytes);
    }

    /// <summary>All kernels that the networks of an assembly need, in an order of their own.</summary>
    internal static IEnumerable<GpuProgram> ProgramsOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsNested: true, Name: Generated })
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => new GpuProgram(assembly, type.FullName!, [.. type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name)]))
        .Concat(KernelLibrary.All);

    /// <summary>Compiles kernels and writes them.</summary>
    internal static void Write(IEnumerable<GpuProgram> programs, Stream stream)
    {
        var compiler = new IlgpuCompiler();
        var file = new KernelFileWriter();
        foreach (var program in programs)
        {
            for (var kernel = 0; kernel < program.Kernels.Length; kernel++)
            {
                foreach (var target in s_targets)
                    file.Add(program.Owner, program.Kernels[kernel], target, compiler.Compile(program, kernel, target));
            }
        }

        file.Write(stream);
    }
}
