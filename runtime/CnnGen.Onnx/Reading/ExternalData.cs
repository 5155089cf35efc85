using System.Globalization;
using CnnGen.Onnx.Tensors;

namespace CnnGen.Onnx.Reading;

/// <summary>Data of tensors in files beside the model. Only files in the model's folder, or below it, are looked at.</summary>
internal static class ExternalData
{
    /// <param name="expected">Bytes that the tensor takes.</param>
    public static TensorContent Find(OnnxFile file, string tensor, List<KeyValuePair<string, string>> entries, long expected)
    {
        var location = entries.LastOrDefault(entry => entry.Key == "location").Value;
        if (string.IsNullOrEmpty(location))
            throw file.Error($"external data of tensor \"{tensor}\" without a location", "one");
        if (file.Folder is not { } folder)
            throw file.Error($"data of tensor \"{tensor}\" in another file, \"{location}\"", "all data in the model, as it was not read from a folder");
        var path = Confined(file, folder, location);
        var offset = Number(file, tensor, entries, "offset") ?? 0;
        var available = new FileInfo(path).Length - offset;
        var length = Number(file, tensor, entries, "length") ?? available;
        if (length > available)
            throw file.Error($"data of tensor \"{tensor}\" at {offset}, {length} bytes, beyond the end of \"{location}\"", $"at most {Math.Max(0, available)} bytes");
        if (length != expected)
            throw file.Error($"{length} bytes in \"{location}\" for tensor \"{tensor}\"", $"{expected} by its shape");
        return new ExternalContent(path, offset, length);
    }

    private static string Confined(OnnxFile file, string folder, string location)
    {
        // Backslashes are separators on one system and part of a name on another: refused, as the format asks for POSIX paths.
        var parts = location.Split('/');
        if (Path.IsPathRooted(location) || location.Contains('\\') || location.Contains(':') || location.Contains('\0') || parts.Any(part => part is ".." or ""))
            throw Outside(file, location);
        var path = folder;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (!entry.Exists)
                throw file.Error($"data in the file \"{location}\", which is not there", "a file in the model's folder");
            // A link could lead anywhere.
            if (entry.LinkTarget is not null)
                throw Outside(file, location);
        }

        return File.Exists(path) ? path : throw file.Error($"data in \"{location}\", which is a folder", "a file in the model's folder");
    }

    private static InvalidDataException Outside(OnnxFile file, string location) =>
        file.Error($"data in \"{location}\"", "a path below the model's folder, without links");

    private static long? Number(OnnxFile file, string tensor, List<KeyValuePair<string, string>> entries, string key)
    {
        if (entries.LastOrDefault(entry => entry.Key == key).Value is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw file.Error($"\"{text}\" as {key} of tensor \"{tensor}\"", "a whole number");
    }
}
