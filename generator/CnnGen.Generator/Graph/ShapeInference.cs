using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Makes the nodes of layers one after another, each from the nodes it reads.</summary>
internal sealed class ShapeInference(InputNode? input, IReadOnlyList<LayerSpec> layers, LayerNames names, DiagnosticBag diagnostics)
{
    private const int MostTraced = 12;

    /// <summary>By the layers' places as written; null where a layer, or one before it, is in error.</summary>
    private readonly LayerNode?[] _nodes = new LayerNode?[layers.Count];
    private readonly ReceptiveField?[] _fields = new ReceptiveField?[layers.Count];
    private readonly int[] _firstInputs = new int[layers.Count];

    public LayerNode? NodeOf(int layer) => _nodes[layer];

    /// <summary>Adds a layer whose inputs were added before.</summary>
    /// <param name="place">Its place in the order of computation.</param>
    public void Add(int layer, int place, IReadOnlyList<int> inputs)
    {
        var spec = layers[layer];
        _firstInputs[layer] = inputs[0];
        if (spec.Kind is null || spec.Attributes is null) return;
        if (input is null || inputs.Any(index => index == LayerOrder.Unknown || (index >= 0 && _nodes[index] is null))) return;

        var shapes = inputs.Select(index => index < 0 ? input.Shape : _nodes[index]!.OutputShape).ToEquatableArray();
        int errors = diagnostics.ErrorCount;
        var site = new LayerSite(spec, shapes, () => Trace(inputs[0]), diagnostics);
        if (spec.Kind.InferShape(spec.Attributes, site) is not Shape output) return;

        var parameters = spec.Kind.Parameters(spec.Attributes, shapes);
        foreach (var parameter in parameters)
        {
            CheckSize("The " + parameter.Name + " of \"" + names.Names[layer] + "\"", ElementCount.Of(parameter.Dimensions), spec);
        }

        CheckSize("The output of \"" + names.Names[layer] + "\"", output.Length, spec);
        if (diagnostics.ErrorCount > errors) return;

        _fields[layer] = spec.Kind.Sees(spec.Attributes, FieldOf(inputs));
        _nodes[layer] = new LayerNode(
            place,
            names.Names[layer],
            names.Identifiers[layer],
            spec.Attributes,
            inputs.Select(index => index < 0 ? index : _nodes[index]!.Index).ToEquatableArray(),
            shapes,
            output,
            parameters,
            spec.Kind.MultiplyAdds(spec.Attributes, shapes, output),
            _fields[layer]?.Side,
            spec.Trainable);
    }

    private void CheckSize(string what, long count, LayerSpec layer)
    {
        ElementCount.Check(what, count, ElementCount.Most, "", layer.TypeSpan, diagnostics);
    }

    /// <summary>The largest field of the inputs; null where one of them sees all.</summary>
    private ReceptiveField? FieldOf(IReadOnlyList<int> inputs)
    {
        ReceptiveField? largest = null;
        foreach (int index in inputs)
        {
            var field = index < 0 ? ReceptiveField.Pixel : _fields[index];
            if (field is null) return null;
            if (largest is null || field.Value.Side > largest.Value.Side) largest = field;
        }

        return largest;
    }

    /// <summary>The shapes from the input, or from the last few layers, to the given one.</summary>
    private string Trace(int layer)
    {
        var steps = new List<string>();
        while (layer >= 0 && steps.Count < MostTraced)
        {
            steps.Add(names.Names[layer] + " " + _nodes[layer]!.OutputShape);
            layer = _firstInputs[layer];
        }

        steps.Add(layer >= 0 ? "..." : Identifiers.InputName + " " + input!.Shape);
        steps.Reverse();
        return string.Join(" -> ", steps);
    }
}
