namespace CnnGen;

/// <summary>A picture of RGB pixels to draw on. Coordinates are pixels from the top left corner; what lies outside is not drawn.</summary>
public sealed class Bitmap
{
    private const int MaxSide = 32_768;

    private readonly byte[] _pixels;

    /// <summary>A picture of one colour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not 1 to 32768, or the picture is larger than 2^28 pixels.</exception>
    public Bitmap(int width, int height, Rgb background)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, 1 << 28, nameof(height));
        (Width, Height) = (width, height);
        _pixels = new byte[3 * width * height];
        FillRectangle(0, 0, width, height, background);
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Height x width x 3 bytes.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>A pixel's colour. Setting one outside the picture does nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A pixel outside the picture is read.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            if (!Contains(x, y))
                throw new ArgumentOutOfRangeException(nameof(x), $"Found the pixel {x}, {y}, expected one within {Width} x {Height}.");
            var at = 3 * (y * Width + x);
            return new Rgb(_pixels[at], _pixels[at + 1], _pixels[at + 2]);
        }

        set
        {
            if (!Contains(x, y))
                return;
            var at = 3 * (y * Width + x);
            (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (value.R, value.G, value.B);
        }
    }

    /// <summary>Fills a rectangle.</summary>
    public void FillRectangle(int left, int top, int width, int height, Rgb color)
    {
        var (firstX, endX) = (Math.Max(left, 0), (int)Math.Min((long)left + width, Width));
        var (firstY, endY) = (Math.Max(top, 0), (int)Math.Min((long)top + height, Height));
        if (firstX >= endX || firstY >= endY)
            return;
        var row = Row(firstX, endX, firstY);
        for (var at = 0; at < row.Length; at += 3)
            (row[at], row[at + 1], row[at + 2]) = (color.R, color.G, color.B);
        for (var y = firstY + 1; y < endY; y++)
            row.CopyTo(Row(firstX, endX, y));
    }

    /// <summary>Draws another picture into a rectangle, each of its pixels as often as it has to be.</summary>
    internal void DrawBitmap(int left, int top, int width, int height, Bitmap source)
    {
        var (firstX, endX) = (Math.Max(left, 0), (int)Math.Min((long)left + width, Width));
        var (firstY, endY) = (Math.Max(top, 0), (int)Math.Min((long)top + height, Height));
        if (firstX >= endX)
            return;
        for (var y = firstY; y < endY; y++)
        {
            var sourceY = (int)((long)(y - top) * source.Height / height);
            var row = Row(firstX, endX, y);
            if (y > firstY && sourceY == (int)((long)(y - 1 - top) * source.Height / height))
            {
                Row(firstX, endX, y - 1).CopyTo(row);
                continue;
            }

            var sourceRow = source.Row(0, source.Width, sourceY);
            for (var x = firstX; x < endX; x++)
                sourceRow.Slice(3 * (int)((long)(x - left) * source.Width / width), 3).CopyTo(row[(3 * (x - firstX))..]);
        }
    }

    /// <summary>Draws the border of a rectangle, one pixel wide, just inside it.</summary>
    public void DrawRectangle(int left, int top, int width, int height, Rgb color)
    {
        FillRectangle(left, top, width, 1, color);
        FillRectangle(left, top + height - 1, width, 1, color);
        FillRectangle(left, top, 1, height, color);
        FillRectangle(left + width - 1, top, 1, height, color);
    }

    /// <summary>Draws a line with round ends and smooth edges. The centre of a pixel lies at its whole coordinates.</summary>
    /// <param name="thickness">In pixels.</param>
    public void DrawLine(double x0, double y0, double x1, double y1, Rgb color, double thickness = 1)
    {
        if (!double.IsFinite(x0 + y0 + x1 + y1 + thickness))
            throw new ArgumentException($"Found a line from {x0}, {y0} to {x1}, {y1} of thickness {thickness}, expected finite numbers.");

        var reach = thickness / 2 + 1;
        var (left, right) = Within(Math.Min(x0, x1) - reach, Math.Max(x0, x1) + reach, Width);
        var (top, bottom) = Within(Math.Min(y0, y1) - reach, Math.Max(y0, y1) + reach, Height);
        var (dx, dy) = (x1 - x0, y1 - y0);
        var squared = dx * dx + dy * dy;
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                // The distance to the nearest point of the line says how much of the pixel is covered.
                var along = squared == 0 ? 0 : Math.Clamp(((x - x0) * dx + (y - y0) * dy) / squared, 0, 1);
                var distance = double.Hypot(x - x0 - along * dx, y - y0 - along * dy);
                var cover = Math.Clamp(thickness / 2 - distance + 0.5, 0, 1);
                if (cover > 0)
                    this[x, y] = this[x, y].Mix(color, cover);
            }
        }
    }

    /// <summary>Writes text in a font of 5 x 7 pixels; characters outside ASCII 32 to 126 become question marks.</summary>
    /// <param name="left">The left edge of the first letter.</param>
    /// <param name="top">The top edge of a capital letter.</param>
    /// <param name="scale">How many times larger than 5 x 7.</param>
    public void DrawText(int left, int top, string text, Rgb color, int scale = 1)
    {
        foreach (var letter in text)
        {
            for (var y = 0; y < PixelFont.GlyphHeight; y++)
            {
                for (var x = 0; x < PixelFont.GlyphWidth; x++)
                {
                    if (PixelFont.IsInked(letter, x, y))
                        FillRectangle(left + x * scale, top + y * scale, scale, scale, color);
                }
            }

            left += PixelFont.Advance * scale;
        }
    }

    /// <summary>Writes text from bottom to top, as beside an upright axis.</summary>
    /// <param name="left">The top edge of a capital letter, which lies to the left.</param>
    /// <param name="bottom">The left edge of the first letter, which lies at the bottom.</param>
    /// <inheritdoc cref="DrawText"/>
    public void DrawTextUpward(int left, int bottom, string text, Rgb color, int scale = 1)
    {
        foreach (var letter in text)
        {
            for (var y = 0; y < PixelFont.GlyphHeight; y++)
            {
                for (var x = 0; x < PixelFont.GlyphWidth; x++)
                {
                    if (PixelFont.IsInked(letter, x, y))
                        FillRectangle(left + y * scale, bottom - (x + 1) * scale, scale, scale, color);
                }
            }

            bottom -= PixelFont.Advance * scale;
        }
    }

    /// <summary>The width of a text in pixels.</summary>
    public static int TextWidth(string text, int scale = 1) =>
        text.Length == 0 ? 0 : (text.Length * PixelFont.Advance - 1) * scale;

    /// <summary>Writes the picture to a PNG file, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void SavePng(string path) => AtomicFile.Write(path, stream => PngWriter.WriteRgb(stream, Pixels, Width, Height));

    private Span<byte> Row(int firstX, int endX, int y) => _pixels.AsSpan(3 * (y * Width + firstX), 3 * (endX - firstX));

    private bool Contains(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height;

    private static (int First, int Last) Within(double first, double last, int length) =>
        ((int)Math.Clamp(Math.Floor(first), 0, length), (int)Math.Clamp(Math.Ceiling(last), -1, length - 1));
}
