using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Spec;

/// <summary>A metric that "compile" can name.</summary>
/// <param name="Kinds">The kinds of output that it can measure.</param>
internal sealed record Metric(string Name, string Description, IReadOnlyList<OutputKind> Kinds);

internal static class Metrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("accuracy", "The fraction of images whose most probable class is the right one.", [OutputKind.Classes]),
        new("mse", "The mean of the squared differences between output and target.", [OutputKind.Values, OutputKind.BoundingBox]),
        new("iou", "The area that box and target share, over the area that they cover together.", [OutputKind.BoundingBox]),
    ];

    public static IReadOnlyList<string> Names { get; } = All.Select(metric => metric.Name).ToArray();

    public static Metric Find(string name) => All.First(metric => metric.Name == name);
}
