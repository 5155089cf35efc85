using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Makes the outputs of a network: what their numbers mean, and the names of their classes.</summary>
internal sealed class HeadBuilder(string className, DiagnosticBag diagnostics)
{
    private const int BoxSides = 4;

    private readonly IdentifierScope _identifiers = new(className, "Head");

    /// <param name="layer">The layer whose output it is; null where that is in error.</param>
    /// <param name="isUnnamed">Whether it is the only output and has no name in models.json.</param>
    /// <param name="logits">What its loss makes of the numbers.</param>
    public HeadNode? Build(HeadSpec head, LayerNode? layer, bool isUnnamed, LogitKind logits)
    {
        string identifier = isUnnamed ? "Output" : _identifiers.Take(Identifiers.Pascal(head.Name) is { Length: > 0 } pascal ? pascal : "Output");
        if (layer is null) return null;

        int errors = diagnostics.ErrorCount;
        var kind = head.Kind ?? (SaysProbabilities(layer) ? OutputKind.Classes : OutputKind.Values);
        CheckKind(head, kind, layer, logits);
        if (head.Labels is not null) CheckLabels(head, kind, layer, logits);
        if (diagnostics.ErrorCount > errors) return null;

        var labels = head.Labels?.Select(label => label.Value).ToArray() ?? [];
        var scope = new IdentifierScope(null, "");
        var labelIdentifiers = labels.Select(label => scope.Take(LabelIdentifier(label)));
        return new HeadNode(head.Name, identifier, layer.Index, kind, labels.ToEquatableArray(), labelIdentifiers.ToEquatableArray());
    }

    public static string ActivationOf(LayerNode layer) => LayerKinds.Of(layer.Attributes).ActivationOf(layer.Attributes);

    private static bool SaysProbabilities(LayerNode layer) => ActivationOf(layer) is Activations.Softmax or Activations.Sigmoid;

    private static string LabelIdentifier(string label) => Identifiers.Pascal(label) is { Length: > 0 } identifier ? identifier : "Label";

    private void CheckKind(HeadSpec head, OutputKind kind, LayerNode layer, LogitKind logits)
    {
        if (kind == OutputKind.BoundingBox && (!layer.OutputShape.IsVector || layer.OutputShape.Channels != BoxSides))
        {
            Report("its output is " + layer.OutputShape, "a box needs 4 units: xmin, ymin, xmax, ymax");
        }
        else if (kind == OutputKind.Classes && !layer.OutputShape.IsVector)
        {
            Report("its output is an image of " + layer.OutputShape, "flatten it, or say \"kind\": \"values\"");
        }
        else if (kind == OutputKind.Classes && !SaysProbabilities(layer) && !(logits != LogitKind.None && ActivationOf(layer) == Activations.Linear))
        {
            Report("its activation is " + ActivationOf(layer), "classes need softmax or sigmoid, or a loss with from_logits on a linear output");
        }

        void Report(string found, string fix) =>
            diagnostics.Report(DiagnosticCatalog.KindDoesNotFit, head.KindSpan, head.Name, OutputKinds.WordFor(kind), found, fix);
    }

    private void CheckLabels(HeadSpec head, OutputKind kind, LayerNode layer, LogitKind logits)
    {
        if (kind != OutputKind.Classes)
        {
            diagnostics.Report(
                DiagnosticCatalog.KindDoesNotFit,
                head.LabelsSpan,
                head.Name,
                OutputKinds.WordFor(kind),
                "it has labels",
                "remove them, or make it classes by softmax or sigmoid");
            return;
        }

        int units = layer.OutputShape.Channels;
        int count = head.Labels!.Count;

        // One sigmoid tells two classes apart.
        bool isBinary = units == 1 && (ActivationOf(layer) == Activations.Sigmoid || logits == LogitKind.Sigmoid);
        if (count == units || (isBinary && count == 2)) return;
        string unitCount = units.ToString(CultureInfo.InvariantCulture) + (units == 1 ? " unit" : " units");
        string expected = units.ToString(CultureInfo.InvariantCulture) + (isBinary ? " or 2" : "");
        diagnostics.Report(DiagnosticCatalog.WrongLabels, head.LabelsSpan, count.ToString(CultureInfo.InvariantCulture), unitCount, expected);
    }
}
