using Microsoft.CodeAnalysis.Diagnostics;

namespace CnnGen.Generator;

/// <summary>What the project file says that concerns generation; null where it does not say.</summary>
internal sealed record BuildSettings(string? RootNamespace, string? AllowUnsafeBlocks, string? Gpu)
{
    public static BuildSettings Read(AnalyzerConfigOptions options) => new(
        options.TryGetValue("build_property.RootNamespace", out string? rootNamespace) ? rootNamespace : null,
        options.TryGetValue("build_property.AllowUnsafeBlocks", out string? allowUnsafeBlocks) ? allowUnsafeBlocks : null,
        options.TryGetValue("build_property.CnnGenGpu", out string? gpu) ? gpu : null);

    /// <summary>Whether code for GPUs is wanted.</summary>
    public bool WantsGpu => string.Equals(Gpu?.Trim(), "true", System.StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the project is known to refuse the pointers of generated code.</summary>
    public bool RefusesUnsafeBlocks =>
        AllowUnsafeBlocks is not null && !string.Equals(AllowUnsafeBlocks.Trim(), "true", System.StringComparison.OrdinalIgnoreCase);
}
