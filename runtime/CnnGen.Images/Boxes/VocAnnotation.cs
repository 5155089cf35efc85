using System.Globalization;
using System.Xml;

namespace CnnGen;

/// <summary>Annotations in the XML format of the Pascal VOC challenge: a file for each image, with its objects.</summary>
/// <remarks>
/// VOC counts pixels from 1 and includes the last one, so that 1 to 500 is an image of 500 pixels: the left and top edges are moved by one. A file may have <see cref="MaxBytes"/> and
/// elements 16 deep; document types, and with them entities of one's own, are refused. Parts of objects (heads, hands) are not read.
/// </remarks>
public static class VocAnnotation
{
    /// <summary>The most bytes of a file, 2^22.</summary>
    public const int MaxBytes = 1 << 22;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The objects of an image, in the order of the file; none where it shows none.</summary>
    /// <exception cref="InvalidDataException">The file is no such annotation; the message says the line.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IReadOnlyList<BoxAnnotation> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14);
        return Read(stream, path);
    }

    /// <summary>The same from a stream, from where it is to its end.</summary>
    /// <param name="name">What to call the stream in errors.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyList<BoxAnnotation> Read(Stream stream, string name = "annotation")
    {
        using var reader = XmlReader.Create(new LimitedStream(stream, MaxBytes, name), s_settings);
        var lines = (IXmlLineInfo)reader;
        try
        {
            return new VocDocument().Read(reader);
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{name}({lines.LineNumber}): {exception.Message.TrimEnd('.')}."), exception);
        }
    }

    /// <summary>The largest object of each file in a folder, in ordinal order of the names. Files without an object are left out.</summary>
    /// <param name="folder">A folder of .xml files, "Annotations" in VOC.</param>
    /// <exception cref="InvalidDataException">A file is no such annotation.</exception>
    /// <exception cref="IOException">The folder or a file can't be read.</exception>
    public static IReadOnlyList<BoxAnnotation> ReadFolder(string folder)
    {
        var annotations = new List<BoxAnnotation>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            if (Read(path).MaxBy(annotation => (annotation.XMax - annotation.XMin) * (annotation.YMax - annotation.YMin)) is { } largest)
                annotations.Add(largest);
        }

        return annotations;
    }

    internal static double Number(string text, string element) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= int.MaxValue
            ? value
            : throw new FormatException($"found \"{text}\" in {element}, expected a number of pixels");
}
