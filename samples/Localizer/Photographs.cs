using CnnGen;

namespace LocalizerSample;

/// <summary>A folder of photographs and what is known of them.</summary>
/// <param name="Folder">What the names of files start from.</param>
internal sealed record Photographs(string Folder, IReadOnlyList<BoxAnnotation> Annotations)
{
    private const string Manifest = "manifest.csv";

    /// <summary>Reads manifest.csv, or where there is none, Annotations/*.xml beside JPEGImages, as in Pascal VOC.</summary>
    /// <exception cref="IOException">The folder has neither.</exception>
    /// <exception cref="InvalidDataException">The annotations can't be read.</exception>
    public static Photographs Find(string folder)
    {
        var (manifest, voc) = (Path.Combine(folder, Manifest), Path.Combine(folder, "Annotations"));
        if (File.Exists(manifest))
            return new Photographs(folder, BoxManifest.Read(manifest));
        return Directory.Exists(voc)
            ? new Photographs(Path.Combine(folder, "JPEGImages"), VocAnnotation.ReadFolder(voc))
            : throw new DirectoryNotFoundException($"{folder}: found neither {Manifest} nor a folder Annotations; --data takes a folder with one of them.");
    }
}
