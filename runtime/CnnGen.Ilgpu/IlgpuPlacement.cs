using System.Reflection;
using ILGPU.Backends;
using ILGPU.IR.Transformations;

namespace CnnGen.Ilgpu;

/// <summary>
/// Keeps ILGPU from moving loads past stores. At O2 its last pass places values next to their uses, those of memory too ("aggressive"), and then a number that was read before the
/// same place was written can be read after it. ILGPU 1.5.3 has no option for this alone, and O1 gives up address spaces, which devices without a generic one need.
/// </summary>
internal static class IlgpuPlacement
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly FieldInfo s_mode = typeof(CodePlacement).GetField($"<{nameof(CodePlacement.Mode)}>k__BackingField", Members)
        ?? throw new MissingFieldException(nameof(CodePlacement), nameof(CodePlacement.Mode));

    private static readonly PropertyInfo s_transformers = typeof(Backend).GetProperty("KernelTransformers", Members)
        ?? throw new MissingMemberException(nameof(Backend), "KernelTransformers");

    /// <summary>A backend that leaves loads and stores in the order of the program.</summary>
    /// <exception cref="InvalidOperationException">It is not the backend of ILGPU 1.5.3.</exception>
    public static TBackend InOrder<TBackend>(TBackend backend)
        where TBackend : Backend
    {
        var transformers = (IEnumerable<Transformer>)s_transformers.GetValue(backend)!;
        var placements = transformers.SelectMany(transformer => transformer.Transformations).OfType<CodePlacement>().ToArray();
        if (placements.Length == 0)
            throw new InvalidOperationException($"{typeof(TBackend).Name} has no pass that places code; expected the one of ILGPU 1.5.3. Use that version of ILGPU.");
        foreach (var placement in placements)
            s_mode.SetValue(placement, CodePlacementMode.Default);
        return backend;
    }
}
