using System.Text;
using CnnGen.Report.Drawing;

namespace CnnGen.Report.Html;

/// <summary>A part of the page under a heading of its own.</summary>
/// <param name="id">What links lead to.</param>
/// <param name="text">What the part shows, in a sentence or two.</param>
internal sealed class Section(string id, string title, string text)
{
    private readonly StringBuilder _html = new();
    private readonly List<Picture> _pictures = [];

    public string Id => id;

    /// <summary>Whether two of them stand side by side where the page is wide enough.</summary>
    public bool IsHalf { get; init; }

    public string Title => title;

    /// <summary>The pictures of the part, which are files too.</summary>
    public IReadOnlyList<Picture> Pictures => _pictures;

    /// <summary>Pictures side by side where the page is wide enough.</summary>
    public Section Add(params (Picture Picture, string Caption)[] figures)
    {
        _html.Append("<div class=\"figures\">");
        AddFigures(figures);
        _html.Append("</div>");
        return this;
    }

    /// <summary>Pictures that are shown when their title is clicked.</summary>
    public Section Fold(string summary, bool isOpen, params (Picture Picture, string Caption)[] figures) => Folds((summary, isOpen, figures));

    /// <summary>Several of them, side by side where the page is wide enough.</summary>
    public Section Folds(params IEnumerable<(string Summary, bool IsOpen, (Picture Picture, string Caption)[] Figures)> folds)
    {
        _html.Append("<div class=\"folds\">");
        foreach (var (summary, isOpen, figures) in folds)
        {
            _html.Append($"<details{(isOpen ? " open" : "")}><summary>{HtmlText.Escape(summary)}</summary><div class=\"figures\">");
            AddFigures(figures);
            _html.Append("</div></details>");
        }

        _html.Append("</div>");
        return this;
    }

    /// <summary>A long picture, in a window that scrolls.</summary>
    public Section AddTall(Picture picture, string caption)
    {
        _pictures.Add(picture);
        _html.Append($"<figure><div class=\"tall\" tabindex=\"0\">{picture.ToSvg()}</div><figcaption>{HtmlText.Escape(caption)}</figcaption></figure>");
        return this;
    }

    /// <summary>Text in letters of one width, which is shown when its title is clicked.</summary>
    public Section FoldText(string summary, string lines)
    {
        _html.Append($"<details><summary>{HtmlText.Escape(summary)}</summary><pre tabindex=\"0\">{HtmlText.Escape(lines)}</pre></details>");
        return this;
    }

    /// <summary>A sentence of its own.</summary>
    public Section Note(string sentence)
    {
        _html.Append($"<p class=\"note\">{HtmlText.Escape(sentence)}</p>");
        return this;
    }

    /// <summary>Colours and what they stand for.</summary>
    public Section Legend(params (string Color, string Meaning)[] entries)
    {
        _html.Append("<p class=\"legend\">");
        foreach (var (color, meaning) in entries)
            _html.Append($"<span><i style=\"background:{color}\"></i>{HtmlText.Escape(meaning)}</span>");
        _html.Append("</p>");
        return this;
    }

    /// <summary>A picture beside a table; numbers of the table stand to the right.</summary>
    /// <param name="picture">Null for the table alone.</param>
    public Section Table(Picture? picture, string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        _html.Append("<div class=\"figures\">");
        if (picture is not null)
            AddFigures([(picture, caption)]);
        _html.Append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        foreach (var heading in headings)
            _html.Append($"<th scope=\"col\">{HtmlText.Escape(heading)}</th>");
        _html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
            _html.Append("<tr>").AppendJoin("", row.Select((cell, i) => i == 0 ? $"<th scope=\"row\">{HtmlText.Escape(cell)}</th>" : $"<td>{HtmlText.Escape(cell)}</td>")).Append("</tr>");
        _html.Append("</tbody></table></div></div>");
        return this;
    }

    public string ToHtml() =>
        $"<section id=\"{id}\"{(IsHalf ? " class=\"half\"" : "")}><h2>{HtmlText.Escape(title)}</h2><p>{HtmlText.Escape(text)}</p>{_html}</section>";

    private void AddFigures((Picture Picture, string Caption)[] figures)
    {
        foreach (var (picture, caption) in figures)
        {
            _pictures.Add(picture);
            _html.Append($"<figure>{picture.ToSvg()}<figcaption>{HtmlText.Escape(caption)}</figcaption></figure>");
        }
    }
}
