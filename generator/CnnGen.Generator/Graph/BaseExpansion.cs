using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Graph;

/// <summary>
/// Puts the layers of a base before those of the network that is built on it. They keep their names, in weight files and in C#, so that the base's weights fit.
/// Networks of one file may take so many layers altogether: short names of large bases must not fill the memory.
/// </summary>
internal sealed class BaseExpansion
{
    /// <summary>How many networks may be built one on another.</summary>
    public const int MostBases = 16;

    private const int MostLayers = 1 << 16;

    private long _layers;

    /// <summary>The network with all its layers; null, and reported, where it can't be, or where the base has errors of its own.</summary>
    public NetworkSpec? Expand(NetworkSpec network, FoundBase? found, DiagnosticBag diagnostics)
    {
        var named = network.Base!;
        if (found is { Problem: BaseProblem.Unknown })
        {
            diagnostics.Report(DiagnosticCatalog.UnknownBase, named.ModelSpan, named.Model, found.Detail);
            return null;
        }

        if (found is { Problem: BaseProblem.Cyclic })
        {
            diagnostics.Report(DiagnosticCatalog.CyclicBase, named.ModelSpan, network.Name, named.Model, found.Detail);
            return null;
        }

        if (found?.Graph is not { } graph || CutOf(named, graph, diagnostics) is not { } cut) return null;
        var kept = WithAllItNeeds(graph, cut);
        _layers += kept.Count;
        if (!ElementCount.Check("The list of layers that networks take from bases", _layers, MostLayers, "", named.Span, diagnostics)) return null;

        var input = InputOf(network, graph.Input, diagnostics);
        if (input is null) return null;
        var trunk = kept.Select(layer => Layer(layer, graph, named)).Concat(network.Trunk).ToArray();
        IReadOnlyList<HeadSpec> heads = network.Heads.Count > 0
            ? network.Heads
            : [new HeadSpec(cut.Name, named.Span, [], null, named.Span, null, named.Span)];
        return network with
        {
            Input = input,
            Trunk = trunk,
            Heads = heads,
            BuiltOn = new BaseNode(graph.Name, kept.Count, Plan.SpecHash.Of(graph)),
            TakenNumbers = NumbersOf(graph),
        };
    }

    private static LayerNode? CutOf(BaseSpec named, NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var names = graph.Layers.Select(layer => layer.Name).ToList();
        if (named.CutAt is null)
        {
            if (graph.Heads.Count == 1) return graph.Layers[graph.Heads[0].Layer];
            diagnostics.Report(DiagnosticCatalog.UnknownCut, named.Span, named.Model, "has several outputs", "say which layer is the last one with \"cut_at\"");
            return null;
        }

        int index = names.IndexOf(named.CutAt);
        if (index >= 0) return graph.Layers[index];
        diagnostics.Report(DiagnosticCatalog.UnknownCut, named.CutAtSpan, named.Model, "has no layer \"" + named.CutAt + "\" to be cut at", Suggestion.For(named.CutAt, names));
        return null;
    }

    /// <summary>The layer and all before it that it needs, in the order of the base.</summary>
    private static List<LayerNode> WithAllItNeeds(NetworkGraph graph, LayerNode cut)
    {
        var needed = new bool[graph.Layers.Count];
        needed[cut.Index] = true;
        for (int i = cut.Index; i >= 0; i--)
        {
            if (!needed[i]) continue;
            foreach (int input in graph.Layers[i].Inputs)
            {
                if (input != LayerNode.NetworkInput) needed[input] = true;
            }
        }

        return graph.Layers.Where(layer => needed[layer.Index]).ToList();
    }

    private static LayerSpec Layer(LayerNode layer, NetworkGraph graph, BaseSpec named)
    {
        var span = named.Span;
        var trainable = named.Trainable is null or Trainability.Yes ? layer.Trainability : named.Trainable.Value;
        return new LayerSpec(
            new JsonObject(span, ImmutableArray<JsonProperty>.Empty), layer.Attributes.Kind, span, new JsonString(span, layer.Name), layer.Attributes,
            layer.Inputs.Select(input => new JsonString(span, input == LayerNode.NetworkInput ? Identifiers.InputName : graph.Layers[input].Name)).ToArray(), trainable)
        {
            BaseIdentifier = layer.Identifier,
        };
    }

    /// <summary>The base's input, in the height and width that the network says; null, and reported, where it says anything else.</summary>
    private static InputSpec? InputOf(NetworkSpec network, InputNode ofBase, DiagnosticBag diagnostics)
    {
        if (network.Input is not { Source: { } source } own) return new InputSpec(ofBase, network.Base!.Span, null);
        int errors = diagnostics.ErrorCount;
        if (own.Node.Shape.Channels != ofBase.Shape.Channels)
        {
            Report(own.Span, own.Node.Shape.ToString(), "a height and a width of your choice, and " + ofBase.Shape.Channels.ToString(CultureInfo.InvariantCulture) + " channels");
        }

        void Compare(string key, bool same, string expected)
        {
            if (source.Find(key)?.Value is { } value && !same) Report(value.Span, "\"" + key + "\" " + value.Description, expected);
        }

        Compare(NetworkKeys.Channels.Name, own.Node.ChannelOrder == ofBase.ChannelOrder, ofBase.ChannelOrder is null ? "none" : "\"" + ofBase.ChannelOrder + "\"");
        Compare(NetworkKeys.Scale.Name, own.Node.Scale.Equals(ofBase.Scale), Numbers(ofBase.Scale));
        Compare(NetworkKeys.Offset.Name, own.Node.Offset.Equals(ofBase.Offset), Numbers(ofBase.Offset));
        return diagnostics.ErrorCount > errors ? null : new InputSpec(ofBase with { Shape = own.Node.Shape }, own.Span, source);

        void Report(TextSpan span, string found, string expected) =>
            diagnostics.Report(DiagnosticCatalog.BaseInputDiffers, span, network.Base!.Model, found, expected);
    }

    private static string Numbers(EquatableArray<float> values) => string.Join(", ", values.Select(Emit.Literal.Of));

    /// <summary>For each kind the highest number that a default name may have.</summary>
    private static Dictionary<LayerKind, int> NumbersOf(NetworkGraph graph)
    {
        var numbers = new Dictionary<LayerKind, int>();
        foreach (var layer in graph.Layers)
        {
            var kind = layer.Attributes.Kind;
            numbers.TryGetValue(kind, out int count);
            string prefix = Identifiers.Snake(kind.Type) + "_";
            bool isNumbered = layer.Name.StartsWith(prefix, StringComparison.Ordinal);
            bool hasNumber = int.TryParse(isNumbered ? layer.Name.Substring(prefix.Length) : "", NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            numbers[kind] = Math.Max(count + 1, hasNumber && number < MostLayers ? number : 0);
        }

        return numbers;
    }
}
