using System.Text;
using CnnGen.Report.Drawing;

namespace CnnGen.Report.Html;

/// <summary>The page: a title, numbers that matter most, and its parts. It needs no other file, no network and no script.</summary>
/// <param name="KeyNumbers">Each with what it counts.</param>
internal sealed record ReportPage(string Title, string Subtitle, IReadOnlyList<(string Value, string Label)> KeyNumbers, IReadOnlyList<Section> Sections)
{
    /// <summary>The name of the page's file.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the page, and its pictures as PNG files beside it. Each file appears whole or not at all.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <returns>The path of the page.</returns>
    public string Write(string folder)
    {
        var pictures = Path.Combine(folder, "pictures");
        Directory.CreateDirectory(pictures);
        foreach (var picture in Sections.SelectMany(section => section.Pictures))
            picture.ToBitmap().SavePng(Path.Combine(pictures, $"{FileNameOf(picture)}.png"));
        var path = Path.Combine(folder, FileName);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToHtml())));
        return path;
    }

    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.Append($"<title>{HtmlText.Escape(Title)}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n");
        html.Append($"<header><h1>{HtmlText.Escape(Title)}</h1><p>{HtmlText.Escape(Subtitle)}</p>\n<dl class=\"numbers\">");
        foreach (var (value, label) in KeyNumbers)
            html.Append($"<div><dt>{HtmlText.Escape(label)}</dt><dd>{HtmlText.Escape(value)}</dd></div>");
        html.Append("</dl>\n<nav aria-label=\"Contents\">");
        foreach (var section in Sections)
            html.Append($"<a href=\"#{section.Id}\">{HtmlText.Escape(section.Title)}</a>");
        html.Append("</nav></header>\n<main>\n");
        foreach (var section in Sections)
            html.Append(section.ToHtml()).Append('\n');
        html.Append("</main>\n<footer>Made with CnnGen. One file: it needs no network and runs no script.</footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Names of layers and labels may have characters that file names may not.</summary>
    private static string FileNameOf(Picture picture) =>
        string.Concat(picture.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));

    private static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
