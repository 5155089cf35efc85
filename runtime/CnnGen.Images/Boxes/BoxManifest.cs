using System.Globalization;
using System.Text;

namespace CnnGen;

/// <summary>Tables of boxes: CSV files with a header of "file,class,xmin,ymin,xmax,ymax", in any order, and perhaps "width,height" or columns that are not read.</summary>
/// <remarks>
/// UTF-8; fields may stand in double quotes, which are doubled inside them (RFC 4180), but not go over lines. Edges are pixels, as <see cref="BoxAnnotation"/> says. Where the four edges are empty, the
/// image has no object.
/// </remarks>
public static class BoxManifest
{
    /// <summary>The most bytes of a file, 2^26.</summary>
    public const int MaxBytes = 1 << 26;

    private static readonly string[] s_edges = ["xmin", "ymin", "xmax", "ymax"];

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is no such table; the message says the line.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IReadOnlyList<BoxAnnotation> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14);
        return Read(stream, path);
    }

    /// <summary>Reads a table from a stream, from where it is to its end.</summary>
    /// <param name="name">What to call the stream in errors.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyList<BoxAnnotation> Read(Stream stream, string name = "manifest")
    {
        using var reader = new StreamReader(new LimitedStream(stream, MaxBytes, name), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var annotations = new List<BoxAnnotation>();
        var line = 0;
        try
        {
            var fields = new List<string>();
            Columns? columns = null;
            while (reader.ReadLine() is { } text)
            {
                line++;
                if (text.Length == 0)
                    continue;
                CsvLine.Split(text, fields);
                if (columns is null)
                    columns = Columns.Of(fields);
                else
                    annotations.Add(columns.Annotation(fields));
            }

            return columns is null ? throw new FormatException("found an empty file, expected a header with file, class, xmin, ymin, xmax and ymax") : annotations;
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{name}({line}): {exception.Message}."), exception);
        }
    }

    /// <summary>Which field is what.</summary>
    private sealed record Columns(int Count, int File, int Class, int[] Edges, int Width, int Height)
    {
        public static Columns Of(List<string> header)
        {
            int Find(string name) => header.FindIndex(field => field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            int Required(string name) => Find(name) is >= 0 and var place
                ? place
                : throw new FormatException($"found a header without \"{name}\", expected file, class, xmin, ymin, xmax and ymax, and perhaps width and height");
            var (width, height) = (Find("width"), Find("height"));
            return width < 0 == height < 0
                ? new Columns(header.Count, Required("file"), Required("class"), [.. s_edges.Select(Required)], width, height)
                : throw new FormatException("found one of width and height in the header, expected both or neither");
        }

        public BoxAnnotation Annotation(List<string> fields)
        {
            if (fields.Count != Count)
                throw new FormatException($"found {fields.Count} fields, expected the {Count} of the header");
            if (fields[File].Length == 0 || fields[Class].Length == 0)
                throw new FormatException("found an empty file or class, expected a name; an image without an object has a class of its own");
            var edges = new double[4];
            var isEmpty = Edges.All(column => fields[column].Length == 0);
            for (var i = 0; i < 4 && !isEmpty; i++)
                edges[i] = Pixels(fields[Edges[i]], s_edges[i]);
            return new BoxAnnotation(
                fields[File], fields[Class], edges[0], edges[1], edges[2], edges[3],
                Width < 0 ? null : Size(fields[Width], "width"), Height < 0 ? null : Size(fields[Height], "height"));
        }

        private static double Pixels(string field, string name) =>
            double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= int.MaxValue
                ? value
                : throw new FormatException($"found \"{field}\" for {name}, expected a number of pixels");

        private static int Size(string field, string name) =>
            int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
                ? value
                : throw new FormatException($"found \"{field}\" for {name}, expected a whole number of at least 1");
    }
}
