using System.Globalization;
using System.Text;

namespace CnnGen.Samples.Tests;

/// <summary>A folder of small pictures with a manifest, as photographs would have.</summary>
internal static class Photographs
{
    private static readonly string[] s_classes = ["airplane", "face", "motorcycle"];

    /// <summary>Rectangles of a colour for each class.</summary>
    public static void Write(string folder, int count)
    {
        var manifest = new StringBuilder("file,class,xmin,ymin,xmax,ymax,width,height\n");
        for (var i = 0; i < count; i++)
        {
            var picture = new Bitmap(40, 30, new Rgb(30, 40, 50));
            var (left, top) = (i % 12, i % 7);
            picture.FillRectangle(left, top, 24, 18, new Rgb((byte)(i % 3 == 0 ? 250 : 60), (byte)(i % 3 == 1 ? 250 : 60), (byte)(i % 3 == 2 ? 250 : 60)));
            picture.SavePng(Path.Combine(folder, $"{i}.png"));
            manifest.Append(CultureInfo.InvariantCulture, $"{i}.png,{s_classes[i % 3]},{left},{top},{left + 24},{top + 18},40,30\n");
        }

        File.WriteAllText(Path.Combine(folder, "manifest.csv"), manifest.ToString());
    }
}
