using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Checks that "exclude_from_weight_decay" names parameters that the network has.</summary>
internal static class DecayNames
{
    /// <param name="layers">Null where a layer is in error: it may have any parameter.</param>
    public static void Check(CompileSpec? compile, IReadOnlyList<LayerNode?> layers, DiagnosticBag diagnostics)
    {
        if (compile is null || compile.WithoutDecay.Count == 0 || layers.Any(layer => layer is null)) return;
        var known = new HashSet<string>(layers.SelectMany(layer => NamesOf(layer!)));
        foreach (var name in compile.WithoutDecay)
        {
            if (known.Contains(name.Value)) continue;
            diagnostics.Report(DiagnosticCatalog.UnknownValue, name.Span, name.Value, "exclude_from_weight_decay", Suggestion.For(name.Value, known.ToArray()));
        }
    }

    /// <summary>"conv2d_1", "kernel" and "conv2d_1.kernel".</summary>
    private static IEnumerable<string> NamesOf(LayerNode layer) =>
        layer.Parameters.SelectMany(parameter => new[] { layer.Name, parameter.Name, layer.Name + "." + parameter.Name });
}
