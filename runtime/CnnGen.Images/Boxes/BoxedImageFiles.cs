using System.Runtime.ExceptionServices;

namespace CnnGen;

/// <summary>Reads the image files that annotations name.</summary>
internal static class BoxedImageFiles
{
    /// <summary>Decodes on all processors; the order is that of the annotations.</summary>
    /// <param name="fit">Makes an image smaller, as it will be kept.</param>
    public static BoxedImage[] Load(
        IReadOnlyList<BoxAnnotation> annotations, string folder, int channels, IReadOnlyList<string> classNames, Func<BoxedImage, BoxedImage> fit, CancellationToken cancellation)
    {
        var labels = classNames.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        var root = Path.GetFullPath(folder + Path.DirectorySeparatorChar);
        var images = new BoxedImage[annotations.Count];
        var failures = new ExceptionDispatchInfo?[1];
        Parallel.For(0, images.Length, new ParallelOptions { CancellationToken = cancellation }, (index, loop) =>
        {
            try
            {
                var annotation = annotations[index];
                if (!labels.TryGetValue(annotation.ClassName, out var label))
                    throw new InvalidDataException($"{annotation.File}: found the class \"{annotation.ClassName}\", expected one of {string.Join(", ", classNames)}.");
                var pixels = ImageFile.Decode(PathOf(root, annotation.File), channels);
                images[index] = fit(new BoxedImage(pixels, label, annotation.ToBox(pixels.Width, pixels.Height)));
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                failures[0] = ExceptionDispatchInfo.Capture(exception);
                loop.Stop();
            }
        });
        failures[0]?.Throw();
        return images;
    }

    /// <summary>The file, which must lie below the folder: an annotation comes from elsewhere and may name any.</summary>
    private static string PathOf(string root, string file)
    {
        var path = Path.GetFullPath(file, root);
        return path.StartsWith(root, StringComparison.Ordinal) && !file.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"{file}: found a file outside of the folder of the images, expected one in {root}.");
    }
}
