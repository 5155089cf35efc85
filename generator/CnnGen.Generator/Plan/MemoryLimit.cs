using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Plan;

/// <summary>Refuses networks whose images take more memory than plans can address: shapes can be fine while their borders explode.</summary>
internal static class MemoryLimit
{
    public static bool Check(NetworkGraph graph, NetworkSpec spec, DiagnosticBag diagnostics) => ElementCount.Check(
        "The memory of " + graph.Name,
        FloatsOfImage(graph),
        ElementCount.MostOfImage,
        " for one image with all activations, their borders and gradients",
        spec.NameSpan,
        diagnostics);

    private static long FloatsOfImage(NetworkGraph graph)
    {
        var arena = new Arena();
        _ = new NetworkTensors(graph, arena);
        long ofCaller = graph.Heads.Aggregate(graph.Input.Shape.Length, (sum, head) => ElementCount.Add(sum, graph.Layers[head.Layer].OutputShape.Length));
        return ElementCount.Add(arena.ImageLength, ofCaller);
    }
}
