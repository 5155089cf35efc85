using System.Globalization;
using CnnGen.Report.Drawing;

namespace CnnGen.Report.Charts;

/// <summary>A part of an image as the numbers that it is.</summary>
internal static class NumbersPicture
{
    private const double Cell = 25;

    /// <summary>Rows and columns of the part that is shown: its middle.</summary>
    public static (int Top, int Left, int Rows, int Columns) Part(ImageSample image)
    {
        var most = image.Shape.Channels == 1 ? 15 : 10;
        var (rows, columns) = (Math.Min(most, image.Shape.Height), Math.Min(most, image.Shape.Width));
        return ((image.Shape.Height - rows) / 2, (image.Shape.Width - columns) / 2, rows, columns);
    }

    /// <summary>The bytes of one channel, each on its own brightness.</summary>
    public static Picture Of(ImageSample image, int channel)
    {
        var (top, left, rows, columns) = Part(image);
        var name = image.ChannelNames[channel];
        return new Picture(
            image.ChannelNames.Length == 1 ? "image-numbers" : $"image-numbers-{name.Replace(' ', '-')}", $"Pixel values of the {name} channel, 0 to 255", columns * Cell, rows * Cell, canvas =>
            {
                for (var row = 0; row < rows; row++)
                {
                    for (var column = 0; column < columns; column++)
                    {
                        var value = image.ByteAt(top + row, left + column, channel);
                        canvas.Rectangle(column * Cell, row * Cell, Cell, Cell, Paint.Fixed(Shade(name, value)));
                        var text = value.ToString(CultureInfo.InvariantCulture);
                        canvas.Text((column + 0.5) * Cell, (row + 0.5) * Cell, text, Paint.Fixed(Light(name, value) > 0.45 ? Rgb.Black : Rgb.White), 10, Anchor.Middle);
                    }
                }
            });
    }

    /// <summary>The whole image with a frame around the part that is shown as numbers.</summary>
    public static Picture Whole(ImageSample image)
    {
        var (height, width, _) = image.Shape;
        var (top, left, rows, columns) = Part(image);
        var zoom = 260.0 / Math.Max(height, width);
        return new Picture("image", $"The image, {height} x {width} pixels", width * zoom, height * zoom, canvas =>
        {
            canvas.Image(0, 0, width * zoom, height * zoom, image.ToBitmap());
            canvas.Frame(left * zoom, top * zoom, columns * zoom, rows * zoom, Paint.Fixed(new Rgb(255, 138, 60)), 2);
        });
    }

    private static Rgb Shade(string channel, int value) => channel switch
    {
        "red" => new Rgb((byte)value, 0, 0),
        "green" => new Rgb(0, (byte)value, 0),
        "blue" => new Rgb(0, 0, (byte)value),
        _ => new Rgb((byte)value, (byte)value, (byte)value),
    };

    private static double Light(string channel, int value) => value / 255.0 * (channel switch { "red" => 0.5, "green" => 0.9, "blue" => 0.2, _ => 1 });
}
