using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads the JSON of a file into what its networks declare.</summary>
internal static class SpecReader
{
    /// <param name="rootNamespace">The namespace of a file that names none; null where the project has none either.</param>
    public static FileSpec Read(JsonNode root, string? rootNamespace, DiagnosticBag diagnostics)
    {
        if (root is JsonInvalid) return FileSpec.Empty;
        if (root is not JsonObject file)
        {
            diagnostics.Report(DiagnosticCatalog.IllTyped, root.Span, "The file", root.Description, "an object with \"models\"");
            return FileSpec.Empty;
        }

        var malformed = diagnostics.IsFull ? null : diagnostics.ToEquatableArray().Select(found => found.Span).ToList();
        var start = new TextSpan(file.Span.Start, 1);
        var reader = new ObjectReader(file, start, "models.json", diagnostics);
        reader.RejectUnknown(NetworkKeys.OfFile);
        reader.Read(NetworkKeys.Schema);
        string? space = ReadNamespace(file, reader, rootNamespace, start, diagnostics);
        var models = reader.Read(NetworkKeys.Models);
        if (models is null) return FileSpec.Empty;
        return new FileSpec(models.Properties
            .Select(property => ReadNetwork(property, space, IsMalformed(property, malformed), diagnostics))
            .OfType<NetworkSpec>()
            .ToArray());
    }

    /// <summary>Whether the JSON of a network has an error: what was read of it is not all that is meant.</summary>
    /// <param name="malformed">Where the file is no JSON; null where there are too many places to know them all.</param>
    private static bool IsMalformed(JsonProperty network, List<TextSpan>? malformed) =>
        malformed is null || malformed.Any(span => span.Start >= network.NameSpan.Start && span.Start < network.Value.Span.End);

    private static string? ReadNamespace(JsonObject file, ObjectReader reader, string? rootNamespace, TextSpan start, DiagnosticBag diagnostics)
    {
        var key = NetworkKeys.Namespace;
        if (reader.Has(key))
        {
            string? written = reader.Read(key);
            if (written is null || Identifiers.IsNamespace(written)) return written;
            diagnostics.Report(
                DiagnosticCatalog.IllegalName, file.Find(key.Name)!.Value.Span, written, "a namespace", "expected C# identifiers with dots between them");
            return null;
        }

        if (!string.IsNullOrWhiteSpace(rootNamespace)) return Identifiers.NamespaceFrom(rootNamespace!);
        diagnostics.Report(DiagnosticCatalog.MissingKey, start, "models.json", key.Name, "one, since the project has no RootNamespace");
        return null;
    }

    private static NetworkSpec? ReadNetwork(JsonProperty property, string? space, bool isMalformed, DiagnosticBag diagnostics)
    {
        int errors = diagnostics.ErrorCount;
        if (Identifiers.WhyNoNetworkName(property.Name) is string reason)
        {
            diagnostics.Report(DiagnosticCatalog.IllegalName, property.NameSpan, property.Name, "a network", reason);
        }

        if (ObjectReader.ObjectOf(property, "an object with \"input\" and \"layers\", or with \"base\"", diagnostics) is not { } node) return null;
        var reader = new ObjectReader(node, property.NameSpan, "the network " + property.Name, diagnostics);
        reader.RejectUnknown(NetworkKeys.OfNetwork);

        bool hasBase = reader.Has(NetworkKeys.Base);
        var built = BaseReader.Read(reader.Read(NetworkKeys.Base), node.Find(NetworkKeys.Base.Name)?.NameSpan ?? property.NameSpan, diagnostics);

        // A network over several inputs has been refused already.
        if (!hasBase && !reader.Has(NetworkKeys.SeveralInputs)) reader.Require(NetworkKeys.Input);
        bool isBaseAlone = hasBase && !reader.Has(NetworkKeys.Compile);
        if (!isBaseAlone && !(hasBase && reader.Has(NetworkKeys.Heads)) && !reader.Has(NetworkKeys.SeveralInputs)) reader.Require(NetworkKeys.Trunk);
        var input = InputReader.Read(reader.Read(NetworkKeys.Input), node.Find(NetworkKeys.Input.Name)?.NameSpan ?? property.NameSpan, diagnostics);
        var trunk = LayerReader.ReadList(reader.Read(NetworkKeys.Trunk), diagnostics);
        var heads = HeadReader.Read(node, reader, trunk, diagnostics);
        var compileNode = reader.Read(NetworkKeys.Compile);
        var compile = compileNode is null || heads.Count == 0
            ? null
            : new CompileReader(compileNode, node.Find(NetworkKeys.Compile.Name)!.NameSpan, heads, diagnostics).Read();
        Limit? ReadLimit(CountKey key) => reader.Read(key) is long most ? new Limit(most, node.Find(key.Name)!.Value.Span) : null;
        var budget = new BudgetSpec(ReadLimit(NetworkKeys.MaxParameters), ReadLimit(NetworkKeys.MaxMultiplyAdds), ReadLimit(NetworkKeys.MaxActivationBytes));
        bool isBroken = isMalformed || space is null || diagnostics.ErrorCount > errors;
        return new NetworkSpec(property.Name, property.NameSpan, space, input, trunk, heads, compile, budget, isBroken) { Base = built };
    }
}
