using CnnGen;

namespace LocalizerSample;

/// <summary>The files that a run leaves: weights, history and a picture of test images.</summary>
internal static class Results
{
    private const int Images = 24;

    /// <summary>Writes the files and gives the path of each one when it is there.</summary>
    public static IEnumerable<string> Write(
        string folder, Network network, History history, IReadOnlyList<(BoxedImage, Prediction)> predictions, IReadOnlyList<string> labels)
    {
        yield return Write("localizer.safetensors", network.Save);
        yield return Write("history.csv", history.WriteCsv);
        yield return Write("contact-sheet.png", ContactSheet.Of(Spread(predictions), labels).SavePng);

        string Write(string name, Action<string> write)
        {
            var path = Path.Combine(folder, name);
            write(path);
            return path;
        }
    }

    /// <summary>Images from all of the test, which may be in the order of the classes.</summary>
    private static (BoxedImage, Prediction)[] Spread(IReadOnlyList<(BoxedImage, Prediction)> predictions)
    {
        var count = Math.Min(Images, predictions.Count);
        return [.. Enumerable.Range(0, count).Select(i => predictions[(int)((long)i * predictions.Count / count)])];
    }
}
