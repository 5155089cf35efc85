using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Collects what a stage finds wrong in one file.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>More errors than this in one file help nobody, and a hostile file must not fill the error list.</summary>
    public const int Limit = 100;

    private const int LongestArgument = 1000;

    private readonly List<DiagnosticInfo> _items = new();

    /// <summary>Errors found, those beyond <see cref="Limit"/> too: a stage that did not raise it went well.</summary>
    public int ErrorCount { get; private set; }

    public bool IsFull => _items.Count >= Limit;

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        ErrorCount++;
        if (!IsFull) _items.Add(new DiagnosticInfo(descriptor, span, arguments.Select(OnOneLine).ToEquatableArray()));
    }

    public EquatableArray<DiagnosticInfo> ToEquatableArray() => new(_items);

    /// <summary>Names in a file can be long and hold anything; a message is one readable line.</summary>
    private static string OnOneLine(string argument)
    {
        var line = new StringBuilder();
        foreach (char c in argument)
        {
            if (line.Length >= LongestArgument) return line.Append("...").ToString();
            if (char.IsControl(c) || c is '\u2028' or '\u2029') line.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else line.Append(c);
        }

        return line.ToString();
    }
}
