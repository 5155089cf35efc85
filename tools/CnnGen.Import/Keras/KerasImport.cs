using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using PureHDF;

namespace CnnGen.Import.Keras;

/// <summary>What the one who imports says beside the file.</summary>
public sealed record KerasImportOptions
{
    /// <summary>Height, width and channels; null: those of the file.</summary>
    public IReadOnlyList<int>? InputShape { get; init; }

    /// <summary>What "input" says beside the shape. By default bytes are taken as they are: a Keras model's file does not say how its images were scaled.</summary>
    public JsonObject InputSettings { get; init; } = new() { ["scale"] = 1 };

    /// <summary>A safetensors file with the weights, "conv2d/kernel" or "conv2d.kernel"; null: those of the file.</summary>
    public string? Weights { get; init; }

    /// <summary>Texts for the header of the weight file: "license", "source".</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>Imports models that Keras saved: model.h5 (Keras 2), model.keras (Keras 3), or the configuration alone as JSON.</summary>
public static class KerasImport
{
    private const long MostBytes = 1L << 31;
    private const int MostConfigBytes = 1 << 26;

    /// <summary>Whether a file is one of these, by its ending.</summary>
    public static bool IsOne(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".h5" or ".hdf5" or ".keras" or ".json";

    /// <summary>Reads a model.</summary>
    /// <param name="name">The name of the class.</param>
    /// <exception cref="ImportException">It can't be imported, or is damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static ImportedNetwork Read(string path, string name, KerasImportOptions? options = null)
    {
        options ??= new KerasImportOptions();
        try
        {
            using var given = options.Weights is { } weights ? new SafetensorsWeights(SafetensorsFile.Open(weights)) : null;
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".json" => KerasImporter.Import(KerasConfig.Read(ReadText(path)), given, name, options),
                ".keras" => ReadArchive(path, given, name, options),
                _ => ReadHdf5(path, given, name, options),
            };
        }
        catch (Exception exception) when (exception is not (ImportException or IOException or UnauthorizedAccessException))
        {
            // Whatever the reader of HDF5 meets in a damaged file.
            throw new ImportException("damaged", $"{path} can't be read as a Keras model: {exception.Message}");
        }
    }

    private static string ReadText(string path)
    {
        if (new FileInfo(path).Length > MostConfigBytes)
            throw new ImportException("beyond a limit", $"{path} has {new FileInfo(path).Length} bytes; a configuration of at most {MostConfigBytes} can be imported.");
        return File.ReadAllText(path);
    }

    private static ImportedNetwork ReadHdf5(string path, KerasWeights? given, string name, KerasImportOptions options)
    {
        using var weights = new Hdf5Weights(H5File.OpenRead(path), new FileInfo(path).Length);
        var config = weights.Config ?? throw new ImportException(
            "no configuration", $"{path} holds weights without the model's configuration (\"model_config\"): save the whole model, or give the configuration as JSON with --weights.");
        return KerasImporter.Import(KerasConfig.Read(config), given ?? weights, name, options);
    }

    private static ImportedNetwork ReadArchive(string path, KerasWeights? given, string name, KerasImportOptions options)
    {
        using var archive = ZipFile.OpenRead(path);
        var config = KerasConfig.Read(Encoding.UTF8.GetString(ReadEntry(archive, "config.json", MostConfigBytes).ToArray()));
        if (given is not null)
            return KerasImporter.Import(config, given, name, options);
        using var stream = ReadEntry(archive, "model.weights.h5", MostBytes);
        using var weights = new Hdf5Weights(H5File.Open(stream), stream.Length);
        return KerasImporter.Import(config, weights, name, options);
    }

    /// <summary>An entry of the archive; no more of it than the archive itself can hold, whatever it says of itself.</summary>
    private static MemoryStream ReadEntry(ZipArchive archive, string name, long most)
    {
        var entry = archive.GetEntry(name) ?? throw new ImportException("damaged", $"The archive has no \"{name}\"; expected a file that Keras 3 saved.");
        if (entry.Length > most || entry.Length / 1000 > entry.CompressedLength)
            throw new ImportException("beyond a limit", $"\"{name}\" has {entry.Length} bytes, {entry.CompressedLength} in the archive; at most {most} can be imported, and a thousandth of them must be there.");
        var content = new MemoryStream();
        using var stream = entry.Open();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > entry.Length)
                throw new ImportException("damaged", $"\"{name}\" is longer than the {entry.Length} bytes that the archive says.");
            content.Write(buffer, 0, read);
        }

        content.Position = 0;
        return content;
    }
}
