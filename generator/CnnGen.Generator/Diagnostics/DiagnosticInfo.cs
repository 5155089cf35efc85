using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Diagnostics;

/// <summary>A diagnostic that can be compared and kept: a place in a text, not yet a location in a file.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, TextSpan Span, EquatableArray<string> Arguments)
{
    /// <summary>The diagnostic with its line and column, made only when it is reported.</summary>
    public Diagnostic At(string path, SourceText text)
    {
        var location = Location.Create(path, Span, text.Lines.GetLinePositionSpan(Span));
        var arguments = new object[Arguments.Count];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = Arguments[i];
        return Diagnostic.Create(Descriptor, location, arguments);
    }
}
