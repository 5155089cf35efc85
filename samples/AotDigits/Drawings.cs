using CnnGen;
using DigitsSample.Rendering;

namespace AotDigits;

/// <summary>Digits as files, for those who have none at hand; the network was not trained on these.</summary>
internal static class Drawings
{
    /// <summary>Draws so many digits to a folder: the first character of a file's name is the digit.</summary>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var digits = RenderedDigits.Create(count, seed: 7);
        for (var i = 0; i < count; i++)
        {
            using var file = File.Create(Path.Combine(folder, $"{digits.Label(i)}-{i}.png"));
            PngWriter.WriteGray(file, digits.Image(i), DigitRenderer.Side, DigitRenderer.Side);
        }

        Console.Out.WriteLine($"wrote {count} images to {folder}");
    }
}
