using System.Globalization;
using System.Text;
using CnnGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Json;

/// <summary>Reads the words of a JSON text: blanks and comments, strings, numbers, literals. Every read moves forward or is at the end.</summary>
internal sealed class JsonScanner(string text, DiagnosticBag diagnostics)
{
    private const int LongestNumber = 64;

    public int Position { get; private set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The character at the position; '\0' at the end.</summary>
    public char Current => AtEnd ? '\0' : text[Position];

    public void Advance() => Position++;

    public void GoToEnd() => Position = text.Length;

    /// <summary>Skips what belongs to nothing, up to where reading can go on.</summary>
    public void SkipToNext()
    {
        do Advance();
        while (!AtEnd && Current is not (',' or '}' or ']' or '"' or '\n'));
        if (Current == ',') Advance();
    }

    /// <summary>A key without its quotes, as JavaScript would take it.</summary>
    public JsonString ReadBareKey()
    {
        int start = Position;
        SkipWord();
        var span = TextSpan.FromBounds(start, Position);
        Error(span, "Expected a key in double quotes, found '" + Shown(span) + "'");
        return new JsonString(span, text.Substring(span.Start, span.Length));
    }

    /// <summary>Skips white space, // and /* */ comments and a byte order mark.</summary>
    public void SkipBlank()
    {
        while (!AtEnd)
        {
            char next = Position + 1 < text.Length ? text[Position + 1] : '\0';
            if (Current is ' ' or '\t' or '\r' or '\n' || (Current == '\uFEFF' && Position == 0)) Advance();
            else if (Current == '/' && next == '/') SkipLine();
            else if (Current == '/' && next == '*') SkipBlockComment();
            else return;
        }
    }

    public JsonNode ReadWord()
    {
        int start = Position;
        SkipWord();
        if (Position == start) Advance();
        var span = TextSpan.FromBounds(start, Position);
        switch (Shown(span))
        {
            case "true": return new JsonBoolean(span, true);
            case "false": return new JsonBoolean(span, false);
            case "null": return new JsonNull(span);
            default:
                Error(span, "Expected a value, found '" + Shown(span) + "'; strings stand in double quotes");
                return new JsonInvalid(span);
        }
    }

    public JsonNode ReadNumber()
    {
        int start = Position;
        while (!AtEnd && (Current is '+' or '-' or '.' || char.IsLetterOrDigit(Current))) Advance();
        var span = TextSpan.FromBounds(start, Position);
        string digits = span.Length <= LongestNumber ? text.Substring(start, span.Length) : "";
        if (!IsNumber(digits))
        {
            Error(span, "'" + Shown(span) + "' is not a number; expected digits like 12, -0.5 or 1e-3");
            return new JsonInvalid(span);
        }

        // Beyond a double's range .NET Framework says false where .NET gives an infinity.
        bool fits = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return new JsonNumber(span, fits ? value : digits[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity);
    }

    public JsonString ReadString()
    {
        int start = Position;
        var value = new StringBuilder();
        Advance();
        while (Current != '"')
        {
            if (AtEnd || Current is '\n' or '\r')
            {
                Error(TextSpan.FromBounds(start, Position), "The string is not closed; expected '\"' before the end of the line");
                return new JsonString(TextSpan.FromBounds(start, Position), value.ToString());
            }

            if (Current == '\\') ReadEscape(value);
            else
            {
                if (Current < ' ') Error(new TextSpan(Position, 1), "A control character stands in a string; write it as an escape like \\t");
                value.Append(Current);
                Advance();
            }
        }

        Advance();
        var span = TextSpan.FromBounds(start, Position);
        string read = value.ToString();
        if (HasHalfPair(read)) Error(span, "The string holds half of a surrogate pair; write both halves");
        return new JsonString(span, read);
    }

    private void ReadEscape(StringBuilder value)
    {
        int start = Position;
        Advance();
        char kind = Current;
        int unescaped = kind == '\0' ? -1 : "\"\\/bfnrt".IndexOf(kind);
        if (unescaped >= 0)
        {
            value.Append("\"\\/\b\f\n\r\t"[unescaped]);
            Advance();
            return;
        }

        if (kind == 'u' && Position + 4 < text.Length
            && ushort.TryParse(text.Substring(Position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            value.Append((char)code);
            Position += 5;
            return;
        }

        // The character after the backslash is read as itself; a quote ends the string, a line end is reported by the caller.
        Error(TextSpan.FromBounds(start, Position), "Unknown escape; expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits");
    }

    private void SkipWord()
    {
        while (!AtEnd && (char.IsLetterOrDigit(Current) || Current == '_')) Advance();
    }

    private void SkipLine()
    {
        while (!AtEnd && Current != '\n') Advance();
    }

    private void SkipBlockComment()
    {
        int start = Position;
        int end = text.IndexOf("*/", start + 2, System.StringComparison.Ordinal);
        if (end >= 0)
        {
            Position = end + 2;
            return;
        }

        GoToEnd();
        Error(new TextSpan(start, 2), "The comment is not closed; expected */");
    }

    /// <summary>The grammar of RFC 8259: double.Parse takes more (leading zeros, "Infinity", a point at the end).</summary>
    private static bool IsNumber(string digits)
    {
        int at = 0;
        bool Digits()
        {
            int from = at;
            while (at < digits.Length && digits[at] is >= '0' and <= '9') at++;
            return at > from;
        }

        if (at < digits.Length && digits[at] == '-') at++;
        bool leadingZero = at + 1 < digits.Length && digits[at] == '0' && digits[at + 1] is >= '0' and <= '9';
        if (leadingZero || !Digits()) return false;
        if (at < digits.Length && digits[at] == '.')
        {
            at++;
            if (!Digits()) return false;
        }

        if (at < digits.Length && digits[at] is 'e' or 'E')
        {
            at++;
            if (at < digits.Length && digits[at] is '+' or '-') at++;
            if (!Digits()) return false;
        }

        return at == digits.Length;
    }

    private static bool HasHalfPair(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1])) return true;
            i++;
        }

        return false;
    }

    private string Shown(TextSpan span) => span.Length <= LongestNumber ? text.Substring(span.Start, span.Length) : text.Substring(span.Start, LongestNumber) + "...";

    private void Error(TextSpan span, string message) => diagnostics.Report(DiagnosticCatalog.MalformedJson, span, message);
}
