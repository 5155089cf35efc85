using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using CnnGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Json;

/// <summary>
/// Reads a JSON text with comments and trailing commas into nodes. It goes on after an error, so that one pass reports several;
/// it never throws, and its time is linear in the length of the text.
/// </summary>
internal sealed class JsonReader
{
    public const int LongestText = 1 << 20;
    public const int DeepestNesting = 64;

    private readonly JsonScanner _scanner;
    private readonly DiagnosticBag _diagnostics;
    private bool _abandoned;

    private JsonReader(string text, DiagnosticBag diagnostics)
    {
        _scanner = new JsonScanner(text, diagnostics);
        _diagnostics = diagnostics;
    }

    /// <summary>The value that the text is; a <see cref="JsonInvalid"/> where there is none.</summary>
    public static JsonNode Read(string text, DiagnosticBag diagnostics)
    {
        if (text.Length > LongestText)
        {
            string message = string.Format(
                CultureInfo.InvariantCulture, "The file has {0} characters; expected at most {1}: split it into several *.models.json", text.Length, LongestText);
            diagnostics.Report(DiagnosticCatalog.MalformedJson, default, message);
            return new JsonInvalid(default);
        }

        var reader = new JsonReader(text, diagnostics);
        var node = reader.ReadValue(0);
        reader._scanner.SkipBlank();
        if (!reader._scanner.AtEnd) reader.Error(reader.Here, "Expected the end of the file, found " + reader.Found);
        return node;
    }

    private TextSpan Here => new(_scanner.Position, _scanner.AtEnd ? 0 : 1);

    private string Found => _scanner.AtEnd ? "the end of the file" : "'" + _scanner.Current + "'";

    private JsonNode ReadValue(int depth)
    {
        _scanner.SkipBlank();
        char first = _scanner.Current;
        if (first == '{' || first == '[')
        {
            if (depth < DeepestNesting) return first == '{' ? ReadObject(depth) : ReadArray(depth);
            Error(Here, "Objects and lists are nested more than " + DeepestNesting.ToString(CultureInfo.InvariantCulture) + " deep");
            Abandon();
            return new JsonInvalid(Here);
        }

        if (first == '"') return _scanner.ReadString();
        if (first == '-' || first is >= '0' and <= '9') return _scanner.ReadNumber();
        if (!_scanner.AtEnd && first is not (',' or ':' or '}' or ']')) return _scanner.ReadWord();

        Error(Here, "Expected a value, found " + Found);
        return new JsonInvalid(Here);
    }

    private JsonArray ReadArray(int depth)
    {
        int start = _scanner.Position;
        var items = ImmutableArray.CreateBuilder<JsonNode>();
        _scanner.Advance();
        while (!EndsContainer(start, ']', '}'))
        {
            if (_scanner.Current is ',' or ':')
            {
                Error(Here, "Expected a value, found " + Found);
                _scanner.Advance();
                continue;
            }

            items.Add(ReadValue(depth + 1));
            ReadComma(']');
        }

        return new JsonArray(TextSpan.FromBounds(start, _scanner.Position), items.ToImmutable());
    }

    private JsonObject ReadObject(int depth)
    {
        int start = _scanner.Position;
        var properties = ImmutableArray.CreateBuilder<JsonProperty>();
        var names = new HashSet<string>();
        _scanner.Advance();
        while (!EndsContainer(start, '}', ']'))
        {
            if (_scanner.Current != '"' && !char.IsLetter(_scanner.Current))
            {
                Error(Here, "Expected a key in double quotes, found " + Found);
                if (_scanner.Current == ',') _scanner.Advance();
                else _scanner.SkipToNext();
                continue;
            }

            var key = _scanner.Current == '"' ? _scanner.ReadString() : _scanner.ReadBareKey();
            var value = ReadPropertyValue(depth);
            if (names.Add(key.Value)) properties.Add(new JsonProperty(key.Value, key.Span, value));
            else _diagnostics.Report(DiagnosticCatalog.DuplicateKey, key.Span, key.Value);
            ReadComma('}');
        }

        return new JsonObject(TextSpan.FromBounds(start, _scanner.Position), properties.ToImmutable());
    }

    private JsonNode ReadPropertyValue(int depth)
    {
        _scanner.SkipBlank();
        if (_scanner.Current == ':')
        {
            _scanner.Advance();
            return ReadValue(depth + 1);
        }

        Error(Here, "Expected ':' after the key, found " + Found);
        return _scanner.AtEnd || _scanner.Current is ',' or '}' or ']' ? new JsonInvalid(Here) : ReadValue(depth + 1);
    }

    /// <summary>Whether the object or list ends here. The bracket of another kind ends it too, and is left to whoever it belongs to.</summary>
    private bool EndsContainer(int start, char closing, char other)
    {
        _scanner.SkipBlank();
        if (_scanner.AtEnd)
        {
            Error(new TextSpan(start, 1), "The bracket is not closed; expected '" + closing + "' before the end of the file");
            Abandon();
            return true;
        }

        if (_scanner.Current == closing)
        {
            _scanner.Advance();
            return true;
        }

        if (_scanner.Current != other) return false;
        Error(Here, "Expected '" + closing + "', found " + Found);
        return true;
    }

    private void ReadComma(char closing)
    {
        _scanner.SkipBlank();
        if (_scanner.Current == ',') _scanner.Advance();
        else if (!_scanner.AtEnd && _scanner.Current is not ('}' or ']'))
        {
            Error(Here, "Expected ',' or '" + closing + "', found " + Found);

            // Most likely only the comma is missing; anything that can't begin a key or a value is skipped.
            if (_scanner.Current is not ('"' or '{' or '[')) _scanner.SkipToNext();
        }
    }

    /// <summary>Gives up the rest of the text, where going on would only report what follows from one error.</summary>
    private void Abandon()
    {
        _abandoned = true;
        _scanner.GoToEnd();
    }

    private void Error(TextSpan span, string message)
    {
        if (!_abandoned) _diagnostics.Report(DiagnosticCatalog.MalformedJson, span, message);
    }
}
