using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Resolves the inputs of layers and puts each layer after those it reads.</summary>
internal static class LayerOrder
{
    private const int MostNamed = 12;

    /// <summary>The input of a layer whose name was refused; the error is reported already.</summary>
    public const int Unknown = -2;

    /// <summary>The inputs of each layer, as indices into the layers as written.</summary>
    /// <param name="before">For each layer the one it takes where it names no inputs.</param>
    public static IReadOnlyList<int>[] ResolveInputs(
        IReadOnlyList<LayerSpec> layers, IReadOnlyList<int> before, LayerNames names, DiagnosticBag diagnostics)
    {
        // A layer of unknown type has no default name and shifts no number, so that names which look unknown may be right.
        bool namesAreComplete = layers.All(layer => layer.Kind is not null);
        var inputs = new IReadOnlyList<int>[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            inputs[i] = layer.Inputs is null
                ? [before[i]]
                : layer.Inputs.Select(name => Resolve(name, names, namesAreComplete, diagnostics)).ToArray();
            if (layer.Kind is null || (inputs[i].Count >= layer.Kind.FewestInputs && inputs[i].Count <= layer.Kind.MostInputs)) continue;
            ReportCount(layer, layer.Kind, inputs[i].Count, diagnostics);
            inputs[i] = [Unknown];
        }

        return inputs;
    }

    /// <summary>The layers so that each comes after its inputs, else as written; null, and reported, where inputs form a circle.</summary>
    public static IReadOnlyList<int>? Sort(
        IReadOnlyList<LayerSpec> layers, IReadOnlyList<int>[] inputs, LayerNames names, DiagnosticBag diagnostics)
    {
        var order = new List<int>(layers.Count);
        var next = new int[layers.Count];
        var isOpen = new bool[layers.Count];
        var isDone = new bool[layers.Count];
        var path = new Stack<int>();
        bool hasCycle = false;
        for (int root = 0; root < layers.Count; root++)
        {
            if (isDone[root]) continue;
            path.Push(root);
            isOpen[root] = true;
            while (path.Count > 0)
            {
                int layer = path.Peek();
                if (next[layer] == inputs[layer].Count)
                {
                    path.Pop();
                    isOpen[layer] = false;
                    isDone[layer] = true;
                    order.Add(layer);
                    continue;
                }

                int input = inputs[layer][next[layer]++];
                if (input < 0 || isDone[input]) continue;
                if (isOpen[input])
                {
                    hasCycle = true;
                    if (diagnostics.IsFull) continue;
                    ReportCycle(layers[layer], path.Reverse().SkipWhile(open => open != input).Select(open => names.Names[open]).ToList(), diagnostics);
                    continue;
                }

                path.Push(input);
                isOpen[input] = true;
            }
        }

        return hasCycle ? null : order;
    }

    private static int Resolve(JsonString name, LayerNames names, bool namesAreComplete, DiagnosticBag diagnostics)
    {
        if (name.Value == Identifiers.InputName) return LayerNode.NetworkInput;
        if (names.Find(name.Value) is int index) return index;
        if (namesAreComplete)
        {
            string hint = diagnostics.IsFull ? "" : Suggestion.For(name.Value, [Identifiers.InputName, .. names.Names]);
            diagnostics.Report(DiagnosticCatalog.UnknownInput, name.Span, name.Value, hint);
        }

        return Unknown;
    }

    private static void ReportCount(LayerSpec layer, LayerKind kind, int count, DiagnosticBag diagnostics)
    {
        string fewest = kind.FewestInputs.ToString(CultureInfo.InvariantCulture);
        string range = kind.FewestInputs == kind.MostInputs ? fewest
            : kind.MostInputs == int.MaxValue ? "at least " + fewest
            : fewest + " to " + kind.MostInputs.ToString(CultureInfo.InvariantCulture);
        if (layer.Inputs is null)
        {
            diagnostics.Report(DiagnosticCatalog.MissingKey, layer.TypeSpan, kind.Type, NetworkKeys.LayerInputs.Name, range + " names of layers");
            return;
        }

        string found = count.ToString(CultureInfo.InvariantCulture) + (count == 1 ? " name" : " names");
        diagnostics.Report(
            DiagnosticCatalog.OutOfRange, layer.SpanOf(NetworkKeys.LayerInputs), "inputs", found, range + ", which is what " + kind.Type + " takes");
    }

    /// <param name="circle">From the layer that is read too early to the one that reads it, each reading the next.</param>
    private static void ReportCycle(LayerSpec layer, List<string> circle, DiagnosticBag diagnostics)
    {
        var shown = circle.Take(MostNamed).ToList();
        if (circle.Count > MostNamed) shown.Add("...");
        shown.Add(circle[0]);
        diagnostics.Report(DiagnosticCatalog.CyclicInput, layer.SpanOf(NetworkKeys.LayerInputs), string.Join(" <- ", shown));
    }
}
