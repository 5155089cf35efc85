using System;
using System.Text;

namespace CnnGen.Generator.Emit;

/// <summary>Writes source text: <c>\n</c> line ends and four spaces a level, on every machine.</summary>
/// <param name="level">Levels that the text is indented by.</param>
internal sealed class CodeWriter(int level = 0)
{
    private readonly StringBuilder _text = new();
    private int _level = level;

    /// <summary>Starts a block, with no header where that is empty, and none at all where it is null; disposing what it returns ends it.</summary>
    public Block Open(string? header)
    {
        if (header is null) return default;
        if (header.Length > 0) Line(header);
        Line("{");
        _level++;
        return new Block(this);
    }

    public void Line() => _text.Append('\n');

    public void Line(string line)
    {
        if (line.Length > 0) _text.Append(' ', 4 * _level).Append(line);
        _text.Append('\n');
    }

    /// <summary>Writes a comment, one line for each of the text's.</summary>
    public void Comment(string text, string marker = "//")
    {
        foreach (string line in text.Split('\n')) Line(line.Length == 0 ? marker : marker + " " + line);
    }

    /// <summary>Adds what another writer has written, as it is.</summary>
    public void Append(CodeWriter other) => _text.Append(other._text);

    public override string ToString() => _text.ToString();

    public readonly struct Block(CodeWriter? writer) : IDisposable
    {
        public void Dispose()
        {
            if (writer is null) return;
            writer._level--;
            writer.Line("}");
        }
    }
}
