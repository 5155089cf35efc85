using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CnnGen.Generator.Schema;

/// <summary>Writes indented JSON. The caller says where objects and lists begin and end; commas and indentation follow.</summary>
internal sealed class JsonTextWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<char> _open = new();
    private bool _first = true;
    private bool _afterName;

    public override string ToString() => _text.ToString() + "\n";

    public JsonTextWriter BeginObject() => Begin('{', '}');

    public JsonTextWriter BeginArray() => Begin('[', ']');

    /// <summary>Ends the innermost object or list.</summary>
    public JsonTextWriter End()
    {
        char closing = _open.Pop();
        if (!_first) NewLine();
        _text.Append(closing);
        _first = false;
        return this;
    }

    public JsonTextWriter Name(string name)
    {
        Separate();
        Quote(name);
        _text.Append(": ");
        _afterName = true;
        return this;
    }

    public JsonTextWriter Value(string value)
    {
        Separate();
        Quote(value);
        return this;
    }

    public JsonTextWriter Value(bool value) => Raw(value ? "true" : "false");

    public JsonTextWriter Value(double value) => Raw(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A list on one line.</summary>
    public JsonTextWriter Values(IEnumerable<string> values)
    {
        Separate();
        _text.Append('[');
        bool first = true;
        foreach (string value in values)
        {
            if (!first) _text.Append(", ");
            Quote(value);
            first = false;
        }

        _text.Append(']');
        return this;
    }

    public JsonTextWriter Property(string name, string value) => Name(name).Value(value);

    public JsonTextWriter Property(string name, double value) => Name(name).Value(value);

    public JsonTextWriter Property(string name, bool value) => Name(name).Value(value);

    private JsonTextWriter Raw(string value)
    {
        Separate();
        _text.Append(value);
        return this;
    }

    private JsonTextWriter Begin(char opening, char closing)
    {
        Separate();
        _text.Append(opening);
        _open.Push(closing);
        _first = true;
        return this;
    }

    private void Separate()
    {
        if (_afterName)
        {
            _afterName = false;
            return;
        }

        if (_open.Count == 0) return;
        if (!_first) _text.Append(',');
        _first = false;
        NewLine();
    }

    private void NewLine() => _text.Append('\n').Append(' ', 2 * _open.Count);

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\') _text.Append('\\').Append(c);
            else if (c < ' ') _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else _text.Append(c);
        }

        _text.Append('"');
    }
}
