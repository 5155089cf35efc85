using Microsoft.CodeAnalysis.Diagnostics;

namespace CnnGen.Generator;

/// <summary>What the project file says that concerns generation; null where it does not say.</summary>
internal sealed record BuildSettings(string? RootNamespace, string? AllowUnsafeBlocks, string? Gpu, string? BakeKernels)
{
    public static BuildSettings Read(AnalyzerConfigOptions options) => new(
        options.TryGetValue("build_property.RootNamespace", out string? rootNamespace) ? rootNamespace : null,
        options.TryGetValue("build_property.AllowUnsafeBlocks", out string? allowUnsafeBlocks) ? allowUnsafeBlocks : null,
        options.TryGetValue("build_property.CnnGenGpu", out string? gpu) ? gpu : null,
        options.TryGetValue("build_property.CnnGenBakeKernels", out string? bakeKernels) ? bakeKernels : null);

    /// <summary>Whether code for GPUs is wanted.</summary>
    public bool WantsGpu => IsTrue(Gpu);

    /// <summary>Whether the build compiles the kernels and puts them into the assembly.</summary>
    public bool BakesKernels => IsTrue(BakeKernels);

    /// <summary>Whether the project is known to refuse the pointers of generated code.</summary>
    public bool RefusesUnsafeBlocks =>
        AllowUnsafeBlocks is not null && !IsTrue(AllowUnsafeBlocks);

    private static bool IsTrue(string? value) => string.Equals(value?.Trim(), "true", System.StringComparison.OrdinalIgnoreCase);
}
