namespace CnnGen.Report;

/// <summary>How much each place of an image counts: one number a place.</summary>
public sealed class HeatMap
{
    internal HeatMap(int height, int width, float[] values) => (Height, Width, Values) = (height, width, values);

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Height x width numbers, the larger the more it counts.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>The largest number.</summary>
    public float Largest => Values.Span.Length == 0 ? 0 : Values.ToArray().Max();

    /// <summary>The number at a place.</summary>
    public float this[int row, int column] => Values.Span[row * Width + column];

    /// <summary>Draws the map alone: 0 dark, its largest number bright.</summary>
    /// <param name="zoom">Pixels of the picture for a place, in each direction.</param>
    public Bitmap ToBitmap(int zoom = 1) => Draw(Height, Width, zoom, Largest, (_, _, value) => ColorMap.Glow(value));

    /// <summary>Draws the map over its image: the image gray, what counts in colour.</summary>
    /// <param name="zoom">Pixels of the picture for a pixel of the image, in each direction.</param>
    /// <param name="brightest">The number that is drawn brightest; null for the map's largest. The same for several maps makes them comparable.</param>
    public Bitmap Over(ImageSample image, int zoom = 1, float? brightest = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Draw(image.Shape.Height, image.Shape.Width, zoom, brightest ?? Largest, (row, column, value) =>
        {
            var color = image.ColorAt(row, column);
            // Luma of Rec. 709, dimmed so that no pixel of the image is taken for one of the map.
            var gray = (byte)(0.75 * (0.2126 * color.R + 0.7152 * color.G + 0.0722 * color.B) + 12);
            return new Rgb(gray, gray, gray).Mix(ColorMap.Glow(0.2 + 0.68 * value), Math.Min(0.8, 1.6 * value));
        });
    }

    /// <summary>Of several maps of one size the largest number at each place.</summary>
    internal static HeatMap Largests(IReadOnlyList<HeatMap> maps) =>
        new(maps[0].Height, maps[0].Width, [.. Enumerable.Range(0, maps[0].Values.Length).Select(place => maps.Max(map => map.Values.Span[place]))]);

    /// <summary>The map with other numbers of rows and columns, linear between its places.</summary>
    internal HeatMap Resize(int height, int width)
    {
        var values = new float[height * width];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
                values[row * width + column] = Between((row + 0.5f) * Height / height - 0.5f, (column + 0.5f) * Width / width - 0.5f);
        }

        return new HeatMap(height, width, values);
    }

    private float Between(float row, float column)
    {
        var (y, x) = (Math.Clamp(row, 0, Height - 1), Math.Clamp(column, 0, Width - 1));
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, Height - 1), Math.Min(left + 1, Width - 1));
        var above = float.Lerp(this[top, left], this[top, right], x - left);
        return float.Lerp(above, float.Lerp(this[bottom, left], this[bottom, right], x - left), y - top);
    }

    private Bitmap Draw(int height, int width, int zoom, float brightest, Func<int, int, double, Rgb> color)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        var map = height == Height && width == Width ? this : Resize(height, width);
        var largest = Math.Max(brightest, float.Epsilon);
        var picture = new Bitmap(width * zoom, height * zoom, Rgb.Black);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
                picture.FillRectangle(column * zoom, row * zoom, zoom, zoom, color(row, column, Math.Clamp(map[row, column] / largest, 0, 1)));
        }

        return picture;
    }
}
