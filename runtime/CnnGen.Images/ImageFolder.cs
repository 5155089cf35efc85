using System.IO.Enumeration;

namespace CnnGen;

/// <summary>The image files in a folder of folders.</summary>
internal sealed class ImageFolder
{
    private static readonly string[] s_endings = [".png", ".jpg", ".jpeg", ".bmp"];

    private static readonly EnumerationOptions s_visible = new() { RecurseSubdirectories = true };

    private readonly List<(string Path, int Label)> _files = [];

    /// <param name="classNames">The names of the folders in the order of the classes; null for those that are there.</param>
    public ImageFolder(string folder, IReadOnlyList<string>? classNames)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{folder}: found no such folder; expected one with a folder of images for each class.");

        var found = Directory.EnumerateDirectories(folder, "*", new EnumerationOptions()).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToArray();
        ClassNames = classNames is null ? found : [.. classNames];
        CheckNames(folder, found);
        for (var label = 0; label < ClassNames.Count; label++)
        {
            var files = ImagesIn(Path.Combine(folder, ClassNames[label])).OrderBy(path => path.Replace('\\', '/'), StringComparer.Ordinal);
            _files.AddRange(files.Select(path => (path, label)));
        }

        if (_files.Count == 0)
            throw new InvalidDataException($"{folder}: found no images, expected a folder for each class with {string.Join(", ", s_endings)} files in it.");
    }

    public IReadOnlyList<string> ClassNames { get; }

    public int Count => _files.Count;

    public (string Path, int Label) this[int index] =>
        (uint)index < (uint)Count ? _files[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"Found index {index}, expected 0 to {Count - 1}.");

    /// <summary>Links to files are files; links to folders are not followed: they may lead round in a circle.</summary>
    private static FileSystemEnumerable<string> ImagesIn(string folder) =>
        new(folder, static (ref entry) => entry.ToSpecifiedFullPath(), s_visible)
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && IsImage(entry.FileName),
            ShouldRecursePredicate = static (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    private static bool IsImage(ReadOnlySpan<char> name)
    {
        foreach (var ending in s_endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private void CheckNames(string folder, string[] found)
    {
        var twice = ClassNames.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"Found the class \"{twice.Key}\" twice, expected each once.");

        var (missing, surplus) = (ClassNames.Except(found, StringComparer.Ordinal).ToArray(), found.Except(ClassNames, StringComparer.Ordinal).ToArray());
        if (missing.Length + surplus.Length > 0)
        {
            throw new InvalidDataException(
                $"{folder}: expected a folder for each of the classes {string.Join(", ", ClassNames)}; missing: {List(missing)}; not a class: {List(surplus)}.");
        }
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
