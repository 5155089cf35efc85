using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Collects what a stage finds wrong in one file.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>More errors than this in one file help nobody, and a hostile file must not fill the error list.</summary>
    public const int Limit = 100;

    private readonly List<DiagnosticInfo> _items = new();

    /// <summary>Errors found, those beyond <see cref="Limit"/> too: a stage that did not raise it went well.</summary>
    public int ErrorCount { get; private set; }

    public bool IsFull => _items.Count >= Limit;

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        ErrorCount++;
        if (!IsFull) _items.Add(new DiagnosticInfo(descriptor, span, arguments.ToEquatableArray()));
    }

    public EquatableArray<DiagnosticInfo> ToEquatableArray() => new(_items);
}
