using System.Reflection;
using System.Runtime.Loader;

namespace CnnGen.Bake;

/// <summary>The assemblies that a project is compiled with. They are loaded where .NET has none of their name.</summary>
internal sealed class ReferencedAssemblies
{
    private const string Compiler = "CnnGen.Ilgpu";
    private const string Type = "CnnGen.Ilgpu.Baking.KernelBaker";
    private const string Method = "Bake";

    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    public ReferencedAssemblies(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            _paths.TryAdd(Path.GetFileNameWithoutExtension(path), Path.GetFullPath(path));
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name is { } simple && _paths.TryGetValue(simple, out var path) ? context.LoadFromAssemblyPath(path) : null;
    }

    /// <summary>What compiles the kernels of an assembly and writes them to a file.</summary>
    /// <exception cref="InvalidOperationException">The project does not reference it, or another version than this tool is for.</exception>
    public Action<Assembly, string> Baker()
    {
        if (!_paths.TryGetValue(Compiler, out var path))
            throw new InvalidOperationException($"the project does not reference {Compiler}, which compiles kernels; add a reference to it");
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(path).GetType(Type)?.GetMethod(Method, BindingFlags.Public | BindingFlags.Static)?.CreateDelegate<Action<Assembly, string>>()
            ?? throw new InvalidOperationException($"{path} can't compile kernels at a build; use the same version of all CnnGen packages");
    }
}
