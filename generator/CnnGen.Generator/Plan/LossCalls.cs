using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Plan;

/// <summary>The calls of the runtime's losses, as text.</summary>
internal static class LossCalls
{
    private const string Runtime = "global::CnnGen.";

    /// <param name="target">Where the head's target is among those of an image.</param>
    /// <param name="targets">Floats of all targets of an image.</param>
    /// <param name="isFused">Whether the loss takes what goes into the activation.</param>
    public static string Of(NetworkGraph graph, int head, int target, int targets, string output, string gradient, bool isFused)
    {
        var (settings, weight, _) = graph.Compile!.Heads[head];
        var loss = Losses.Find(settings.Type);
        var shape = graph.Layers[graph.Heads[head].Layer].OutputShape;
        string images = $"new(block, head: {Literal.Of(head)}, heads: {Literal.Of(graph.Heads.Count)}, target: {Literal.Of(target)}, targets: {Literal.Of(targets)}, "
            + $"output: {output}, gradient: {gradient}, pixels: {Literal.Of((int)(shape.Length / shape.Channels))}, channels: {Literal.Of(shape.Channels)}, "
            + $"weight: {Literal.Of((float)weight)}{(graph.Heads[head].Kind == OutputKind.BoundingBox ? ", boxes: true" : "")})";
        return $"Losses.{loss.Method}({images}{Attributes(loss, settings, isFused)})";
    }

    private static string Attributes(Loss loss, LossSettings settings, bool isFused)
    {
        if (loss.Activation is null) return settings.Type == "huber" ? ", delta: " + Literal.Of((float)settings.Delta) : "";
        string input = settings.FromLogits ? "Logits" : isFused ? "FusedLogits" : "Probabilities";
        string text = $", {Runtime}LossInput.{input}, smoothing: {Literal.Of((float)settings.LabelSmoothing)}";
        if (!loss.Keys.Any(key => key.Name == "gamma")) return text;
        return $"{text}, alpha: {(settings.Alpha is double alpha ? Literal.Of((float)alpha) : "float.NaN")}, gamma: {Literal.Of((float)settings.Gamma)}";
    }
}
