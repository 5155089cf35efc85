using System.Xml;

namespace CnnGen;

/// <summary>Gathers what a VOC annotation says, element by element.</summary>
internal sealed class VocDocument
{
    private const int MaxDepth = 16;

    private static readonly string[] s_edges = ["xmin", "ymin", "xmax", "ymax"];

    private readonly List<string> _path = [];
    private readonly List<(string Class, double[] Edges)> _objects = [];
    private readonly double?[] _edges = new double?[4];
    private string _file = "";
    private string _class = "";
    private int? _width;
    private int? _height;

    /// <exception cref="XmlException">The text is not well-formed.</exception>
    /// <exception cref="FormatException">It is no VOC annotation.</exception>
    public IReadOnlyList<BoxAnnotation> Read(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (reader.Depth >= MaxDepth)
                    throw new FormatException($"found elements more than {MaxDepth} deep, expected a VOC annotation");
                _path.RemoveRange(reader.Depth, _path.Count - reader.Depth);
                _path.Add(reader.Name);
                if (_path.Count == 1 && reader.Name != "annotation")
                    throw new FormatException($"found <{reader.Name}>, expected <annotation>");
                if (reader.IsEmptyElement)
                    End();
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                _path.RemoveRange(reader.Depth, _path.Count - reader.Depth);
                Take(reader.Value.Trim());
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                _path.RemoveRange(reader.Depth + 1, _path.Count - reader.Depth - 1);
                End();
            }
        }

        if (_file.Length == 0)
            throw new FormatException("found no <filename>, expected the name of the image");
        return [.. _objects.Select(item => new BoxAnnotation(_file, item.Class, item.Edges[0] - 1, item.Edges[1] - 1, item.Edges[2], item.Edges[3], _width, _height))];
    }

    private void Take(string text)
    {
        switch (_path)
        {
            case ["annotation", "filename"]:
                _file = text;
                break;
            case ["annotation", "size", "width"]:
                _width = Size(text, "width");
                break;
            case ["annotation", "size", "height"]:
                _height = Size(text, "height");
                break;
            case ["annotation", "object", "name"]:
                _class = text;
                break;
            case ["annotation", "object", "bndbox", var edge] when Array.IndexOf(s_edges, edge) is >= 0 and var index:
                _edges[index] = VocAnnotation.Number(text, edge);
                break;
        }
    }

    private void End()
    {
        if (_path is not ["annotation", "object"])
            return;
        if (_class.Length == 0 || _edges.Contains(null))
            throw new FormatException("found an object without a name or without one of xmin, ymin, xmax and ymax in its bndbox");
        _objects.Add((_class, [.. _edges.Select(edge => edge!.Value)]));
        _class = "";
        Array.Clear(_edges);
    }

    /// <summary>Some tools write 0 where they do not know the size.</summary>
    private static int? Size(string text, string element) => VocAnnotation.Number(text, element) is var value and >= 0
        ? value >= 1 ? (int)value : null
        : throw new FormatException($"found {text} for {element}, expected at least 0");
}
