using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Emit;

/// <summary>The table of a network's layers as text in columns: what <c>Summary</c> prints and the class's documentation shows.</summary>
internal static class SummaryTable
{
    public static string Of(NetworkGraph graph)
    {
        var rows = new List<string[]>
        {
            new[] { "layer", "kind", "output", "parameters", "multiply-adds", "receptive field" },
            new[] { "input", "", graph.Input.Shape.ToString(), "", "", "" },
        };
        foreach (var layer in graph.Layers)
        {
            rows.Add(
            [
                layer.Name + Sources(graph, layer),
                layer.Attributes.Kind.Type,
                layer.OutputShape.ToString(),
                Count(layer.Parameters.Sum(parameter => (long)parameter.Length)),
                Count(layer.MultiplyAdds),
                layer.ReceptiveField is int side ? $"{Count(side)} x {Count(side)}" : "",
            ]);
        }

        int firstTotal = rows.Count;
        long parameters = graph.Layers.Sum(layer => layer.Parameters.Sum(parameter => (long)parameter.Length));
        rows.Add(["total", "", "", Count(parameters), Count(graph.Layers.Sum(layer => layer.MultiplyAdds)), ""]);
        long trained = graph.Layers.Where(layer => layer.Trainable).Sum(layer => layer.Parameters.Where(parameter => !parameter.IsObserved).Sum(parameter => (long)parameter.Length));
        if (trained < parameters)
        {
            rows.Add(["trainable", "", "", Count(trained), "", ""]);
            rows.Add(["non-trainable", "", "", Count(parameters - trained), "", ""]);
        }

        return graph.Name + "\n" + Columns(rows, firstTotal);
    }

    /// <summary>Names what a layer reads where that is not the layer before it.</summary>
    private static string Sources(NetworkGraph graph, LayerNode layer) =>
        layer.Inputs.Count == 1 && layer.Inputs[0] == layer.Index - 1
            ? ""
            : " <- " + string.Join(", ", layer.Inputs.Select(input => input == LayerNode.NetworkInput ? "input" : graph.Layers[input].Name));

    private static string Columns(List<string[]> rows, int firstTotal)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column is 3 or 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        string rule = new('-', widths.Sum() + (2 * (widths.Length - 1)));
        var all = lines.ToList();
        all.Insert(1, rule);
        all.Insert(1 + firstTotal, rule);
        return string.Join("\n", all);
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
