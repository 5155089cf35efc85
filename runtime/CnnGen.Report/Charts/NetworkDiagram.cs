using CnnGen.Report.Drawing;
using CnnGen.Report.Html;

namespace CnnGen.Report.Charts;

/// <summary>A network from its image down to its outputs: a box a layer, lines beside the boxes where a layer reads another one than the one above it.</summary>
internal static class NetworkDiagram
{
    private const double BoxWidth = 330;
    private const double BoxHeight = 38;
    private const double Pitch = 54;
    private const double Top = 4;
    private const double RailPitch = 11;

    public static Picture Of(NetworkOutline network)
    {
        var edges = Edges(network);
        var rails = Rails(edges);
        var railCount = rails.Count == 0 ? 0 : rails.Max() + 1;
        var rows = network.Layers.Count + 1;
        return new Picture(
            "network", $"Diagram of {network.Name}: {network.Layers.Count} layers", BoxWidth + 14 + railCount * RailPitch + (railCount > 0 ? 6 : 0), Top + rows * Pitch - (Pitch - BoxHeight) + 4, canvas =>
            {
                for (var i = 0; i < edges.Count; i++)
                    DrawRail(canvas, edges[i], rails[i]);
                DrawBox(canvas, 0, "image", "Input", "", network.Input, 0, null);
                for (var i = 0; i < network.Layers.Count; i++)
                {
                    var layer = network.Layers[i];
                    if (layer.Inputs.Contains(i - 1))
                        DrawArrow(canvas, i);
                    var head = network.Heads.FirstOrDefault(head => head.Value == i).Key;
                    DrawBox(canvas, i + 1, layer.Name, layer.Kind, layer.Details, layer.Output, layer.Parameters, head);
                }
            });
    }

    /// <summary>Layers that read another layer than the one above them: rows from and to, the image being row 0.</summary>
    private static List<(int From, int To)> Edges(NetworkOutline network) =>
        [.. network.Layers.SelectMany((layer, i) => layer.Inputs.Where(input => input != i - 1).Distinct().Select(input => (input + 1, i + 1)))];

    /// <summary>For each edge the line beside the boxes that is free between its rows, the nearest first. Edges from one row share theirs.</summary>
    private static List<int> Rails(List<(int From, int To)> edges)
    {
        var taken = new List<List<(int From, int To)>>();
        var rails = new List<int>();
        foreach (var edge in edges)
        {
            var rail = taken.FindIndex(others => others.All(other => other.From == edge.From || other.To <= edge.From || other.From >= edge.To));
            if (rail < 0)
            {
                rail = taken.Count;
                taken.Add([]);
            }

            taken[rail].Add(edge);
            rails.Add(rail);
        }

        return rails;
    }

    private static double TopOf(int row) => Top + row * Pitch;

    private static void DrawRail(Canvas canvas, (int From, int To) edge, int rail)
    {
        var x = BoxWidth + 12 + rail * RailPitch;
        var (from, to) = (TopOf(edge.From) + BoxHeight * 0.7, TopOf(edge.To) + BoxHeight * 0.3);
        canvas.Line([(BoxWidth, from), (x - 3, from), (x, from + 3), (x, to - 3), (x - 3, to), (BoxWidth + 3, to)], Paint.Quiet, 1.5);
        canvas.Line([(BoxWidth + 7, to - 3.5), (BoxWidth + 2, to), (BoxWidth + 7, to + 3.5)], Paint.Quiet, 1.5);
    }

    private static void DrawArrow(Canvas canvas, int row)
    {
        var (x, from, to) = (28, TopOf(row) + BoxHeight, TopOf(row + 1) - 2);
        canvas.Line(x, from, x, to, Paint.Quiet, 1.5);
        canvas.Line([(x - 3.5, to - 5), (x, to), (x + 3.5, to - 5)], Paint.Quiet, 1.5);
    }

    private static void DrawBox(Canvas canvas, int row, string name, string kind, string details, string shape, long parameters, string? head)
    {
        var top = TopOf(row);
        var paint = GroupOf(kind);
        canvas.Rectangle(0, top, BoxWidth, BoxHeight, paint, 0.11, 6);
        canvas.Rectangle(0, top, 5, BoxHeight, paint, 1, 2);
        if (head is not null)
            canvas.Frame(1, top, BoxWidth - 1, BoxHeight, paint, 1.5, radius: 6);
        var shapeWidth = 7.2 * shape.Length + 8;
        canvas.Text(14, top + 12.5, Canvas.Fit(name, BoxWidth - 22 - shapeWidth, 12.5), Paint.Ink, 12.5, bold: true);
        canvas.Text(BoxWidth - 9, top + 12.5, shape, Paint.Ink, 12, Anchor.End);
        var right = head is not null ? $"output {head}" : parameters > 0 ? $"{HtmlText.Count(parameters)} parameters" : "";
        canvas.Text(14, top + 28, Canvas.Fit(details.Length > 0 ? $"{kind}, {details}" : kind, BoxWidth - 26 - 5.8 * right.Length, 10.5), Paint.Quiet, 10.5);
        canvas.Text(BoxWidth - 9, top + 28, right, Paint.Quiet, 10.5, Anchor.End);
    }

    private static Paint GroupOf(string kind) => kind switch
    {
        _ when kind.Contains("Conv") => Paint.Groups[0],
        _ when kind.Contains("Pooling") => Paint.Groups[2],
        "Dense" => Paint.Groups[1],
        "Add" or "Subtract" or "Multiply" or "Average" or "Maximum" or "Minimum" or "Concatenate" => Paint.Groups[3],
        _ when kind.Contains("Normalization") => Paint.Groups[4],
        _ => Paint.Groups[5],
    };
}
