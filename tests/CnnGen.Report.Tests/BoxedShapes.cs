namespace CnnGen.Report.Tests;

/// <summary>Image files of circles, squares and triangles with their boxes, as docs/course.md reads them.</summary>
internal static class BoxedShapes
{
    private static readonly string[] s_classes = ["circle", "square", "triangle"];

    /// <summary>Writes the images and <c>manifest.csv</c> into a folder.</summary>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var lines = new List<string> { "file,class,xmin,ymin,xmax,ymax" };
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var (size, kind) = (random.Next(24, 40), i % s_classes.Length);
            var (left, top) = (random.Next(64 - size), random.Next(64 - size));
            var picture = new Bitmap(64, 64, new Rgb(30, 40, 50));
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    if (IsInside(kind, (x + 0.5) / size * 2 - 1, (y + 0.5) / size * 2 - 1))
                        picture[left + x, top + y] = new Rgb(230, 180, 60);
                }
            }

            picture.SavePng(Path.Combine(folder, $"{i}.png"));
            lines.Add(FormattableString.Invariant($"{i}.png,{s_classes[kind]},{left},{top},{left + size},{top + size}"));
        }

        File.WriteAllLines(Path.Combine(folder, "manifest.csv"), lines);
    }

    /// <summary>Coordinates from -1 to 1.</summary>
    private static bool IsInside(int kind, double x, double y) => kind switch
    {
        0 => x * x + y * y <= 1,
        1 => true,
        _ => Math.Abs(x) <= (y + 1) / 2,
    };
}
