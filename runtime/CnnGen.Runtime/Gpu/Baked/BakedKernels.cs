using System.ComponentModel;
using System.Reflection;

namespace CnnGen.Gpu;

/// <summary>Kernels that were compiled when their project was built, and lie in its assembly. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BakedKernels
{
    private static readonly Lock s_gate = new();
    private static volatile (Assembly Assembly, Lazy<KernelFile> File)[] s_assemblies = [];

    /// <summary>Makes the kernels of an assembly known; nothing of them is read before one is asked for. From then on CNNGEN_DEVICE can name GPUs.</summary>
    public static void Register(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (s_gate)
        {
            if (!Array.Exists(s_assemblies, one => one.Assembly == assembly))
                s_assemblies = [.. s_assemblies, (assembly, new Lazy<KernelFile>(() => Read(assembly)))];
        }

        Device.NameGpus(GpuDevices.ByName, GpuDevices.Inventory);
    }

    /// <summary>The names of the assemblies, for messages.</summary>
    internal static string[] Assemblies => Array.ConvertAll(s_assemblies, one => one.Assembly.GetName().Name ?? "");

    /// <summary>The text of a kernel; null where no assembly has it for such a device. Kernels that belong to no network are in every assembly that has any.</summary>
    /// <exception cref="InvalidDataException">The kernels of an assembly are missing or damaged.</exception>
    internal static GpuKernelText? Find(GpuProgram program, int kernel, GpuTarget target)
    {
        foreach (var (assembly, file) in s_assemblies)
        {
            if ((program.Assembly is null || program.Assembly == assembly) && file.Value.Find(program.Owner, program.Kernels[kernel], target) is { } text)
                return text;
        }

        return null;
    }

    private static KernelFile Read(Assembly assembly)
    {
        var name = assembly.GetName().Name ?? "";
        using var stream = assembly.GetManifestResourceStream(KernelFile.Resource)
            ?? throw new InvalidDataException($"{name} has no resource \"{KernelFile.Resource}\" with the kernels that its build was to compile. Build it again with the targets of CnnGen.Ilgpu.");
        return KernelFile.Read(stream, name);
    }
}
