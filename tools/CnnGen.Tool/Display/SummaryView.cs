using System.Globalization;
using CnnGen.Generator.Graph;
using Spectre.Console;

namespace CnnGen.Tool.Display;

/// <summary>The layers of a network as a table.</summary>
internal static class SummaryView
{
    public static void Write(NetworkGraph graph)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(graph.Name)), Border = TableBorder.Rounded };
        foreach (var column in (string[])["layer", "kind", "output"]) table.AddColumn(column);
        foreach (var column in (string[])["parameters", "multiply-adds", "receptive field"]) table.AddColumn(new TableColumn(column).RightAligned());
        table.AddRow("input", "", graph.Input.Shape.ToString(), "", "", "");
        foreach (var layer in graph.Layers)
        {
            table.AddRow(
                Markup.Escape(layer.Name), layer.Attributes.Kind.Type, layer.OutputShape.ToString(), Count(layer.Parameters.Sum(parameter => (long)parameter.Length)),
                Count(layer.MultiplyAdds), layer.ReceptiveField is int side ? $"{Count(side)} x {Count(side)}" : "");
        }

        table.AddRow("total", "", "", Count(graph.Layers.Sum(layer => layer.Parameters.Sum(parameter => (long)parameter.Length))), Count(graph.Layers.Sum(layer => layer.MultiplyAdds)), "");
        // A file or pipe has no width of its own.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
    }

    private static string Count(long number) => number == 0 ? "" : number.ToString("N0", CultureInfo.InvariantCulture);
}
