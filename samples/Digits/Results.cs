using CnnGen;

namespace DigitsSample;

/// <summary>The files that a run leaves: weights, history and pictures.</summary>
internal static class Results
{
    /// <summary>Writes the files and gives the path of each one when it is there.</summary>
    /// <param name="image">The image whose feature maps are drawn, 28 x 28 bytes.</param>
    public static IEnumerable<string> Write(string folder, Classifier classifier, History history, byte[] image)
    {
        var network = classifier.Network;
        yield return Write("digits.safetensors", network.Save);
        yield return Write("history.csv", history.WriteCsv);
        yield return Write("history.png", Pictures.OfHistory(history).SavePng);
        yield return Write("filters.png", Pictures.OfFilters(classifier.FirstKernel).SavePng);
        yield return Write("image.png", Pictures.OfImage(image, network.Description.InputShape.Height, network.Description.InputShape.Width).SavePng);
        foreach (var (layer, picture) in Pictures.OfFeatureMaps(classifier, image))
            yield return Write($"feature-maps-{layer}.png", picture.SavePng);

        string Write(string name, Action<string> write)
        {
            var path = Path.Combine(folder, name);
            write(path);
            return path;
        }
    }
}
