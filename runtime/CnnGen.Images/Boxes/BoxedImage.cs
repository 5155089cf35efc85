namespace CnnGen;

/// <summary>An image, the class of what it shows, and where that is.</summary>
/// <param name="pixels">The image.</param>
/// <param name="label">The index of the class.</param>
/// <param name="box">The object's box; <see cref="BoundingBox.None"/> where there is no object.</param>
public sealed class BoxedImage(ImagePixels pixels, int label, BoundingBox box)
{
    /// <summary>The image.</summary>
    public ImagePixels Pixels { get; } = pixels;

    /// <summary>The index of the class.</summary>
    public int Label { get; } = label;

    /// <summary>The object's box; <see cref="BoundingBox.None"/> where there is no object.</summary>
    public BoundingBox Box { get; } = box;

    /// <summary>The image in another size, without regard to its proportions, as <see cref="ImagePixels.Resize"/> says. The box, being relative, stays as it is.</summary>
    public BoxedImage Resize(int height, int width) => new(Pixels.Resize(height, width), Label, Box);

    /// <summary>The image in another size with its own proportions, in the middle, with bars of one value beside it or above and below.</summary>
    public BoxedImage Letterbox(int height, int width, byte fill = 0)
    {
        var bytes = new byte[checked(height * width * Pixels.Channels)];
        bytes.AsSpan().Fill(fill);
        var (fittedHeight, fittedWidth) = Fitted(height, width, 1);
        return PlaceOn(new ImagePixels(height, width, Pixels.Channels, bytes), (width - fittedWidth) / 2, (height - fittedHeight) / 2, fittedHeight, fittedWidth);
    }

    /// <summary>A part of the image. The box is cut at its edges; where less than a part of it is left, there is none.</summary>
    /// <param name="left">Pixels from the left edge.</param>
    /// <param name="top">Pixels from the top edge.</param>
    /// <param name="leastVisible">The part of the box's area that must lie in the part of the image, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no part of the image.</exception>
    public BoxedImage Crop(int left, int top, int height, int width, double leastVisible = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Pixels.Width - left);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Pixels.Height - top);
        var (channels, bytes) = (Pixels.Channels, new byte[checked(height * width * Pixels.Channels)]);
        for (var y = 0; y < height; y++)
            Pixels.Bytes.AsSpan(((top + y) * Pixels.Width + left) * channels, width * channels).CopyTo(bytes.AsSpan(y * width * channels));
        var (xMin, yMin, xMax, yMax) = Box.ToPixels(Pixels.Width, Pixels.Height);
        var moved = BoundingBox.FromPixels(xMin - left, yMin - top, xMax - left, yMax - top, width, height);
        var visible = moved.Clipped();
        return new BoxedImage(
            new ImagePixels(height, width, channels, bytes), Label, Box.HasArea && visible.Area >= leastVisible * moved.Area ? visible : BoundingBox.None);
    }

    /// <summary>Draws the image, resized, on a larger one, which it changes.</summary>
    /// <param name="canvas">The larger image; it has as many channels.</param>
    /// <param name="left">Pixels from the canvas's left edge.</param>
    /// <param name="top">Pixels from the canvas's top edge.</param>
    /// <param name="height">Rows of the canvas that the image takes.</param>
    /// <param name="width">Pixels of a row of the canvas that the image takes.</param>
    /// <exception cref="ArgumentException">The image does not fit on the canvas.</exception>
    public BoxedImage PlaceOn(ImagePixels canvas, int left, int top, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        if (left < 0 || top < 0 || left > canvas.Width - width || top > canvas.Height - height || canvas.Channels != Pixels.Channels)
        {
            throw new ArgumentException(
                $"Found an image of {height} x {width} x {Pixels.Channels} to place at row {top}, column {left}, expected one that lies within the canvas of {canvas.Height} x {canvas.Width} x {canvas.Channels}.",
                nameof(canvas));
        }

        var (resized, channels) = (Pixels.Resize(height, width), Pixels.Channels);
        for (var y = 0; y < height; y++)
            resized.Bytes.AsSpan(y * width * channels, width * channels).CopyTo(canvas.Bytes.AsSpan(((top + y) * canvas.Width + left) * channels));
        if (!Box.HasArea)
            return new BoxedImage(canvas, Label, BoundingBox.None);
        var (xMin, yMin, xMax, yMax) = Box.ToPixels(width, height);
        return new BoxedImage(canvas, Label, BoundingBox.FromPixels(left + xMin, top + yMin, left + xMax, top + yMax, canvas.Width, canvas.Height));
    }

    /// <summary>The largest size with the image's proportions within a part of another one, at least one pixel.</summary>
    internal (int Height, int Width) Fitted(int height, int width, double part)
    {
        var factor = part * Math.Min((double)height / Pixels.Height, (double)width / Pixels.Width);
        return (Math.Clamp((int)Math.Round(Pixels.Height * factor), 1, height), Math.Clamp((int)Math.Round(Pixels.Width * factor), 1, width));
    }
}
