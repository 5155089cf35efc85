namespace CnnGen;

/// <summary>The memory in which images of one shape are changed.</summary>
internal sealed class ImageWorkshop((int Height, int Width, int Channels) shape)
{
    private readonly int _length = shape.Height * shape.Width * shape.Channels;
    private readonly float[] _image = new float[shape.Height * shape.Width * shape.Channels + PixelMover.Slack];
    private readonly float[] _result = new float[shape.Height * shape.Width * shape.Channels + PixelMover.Slack];
    private readonly PixelMover _mover = new(shape);
    private readonly PixelArithmetic _arithmetic = new(shape.Channels);

    public (int Height, int Width, int Channels) Shape => shape;

    /// <summary>The image to change.</summary>
    public Span<float> Image => _image.AsSpan(0, _length);

    /// <summary>What the image consists of.</summary>
    public RawInput Raw { get; } = new();

    /// <summary>Forgets the image: what a dataset does not write is zero.</summary>
    public void Clear()
    {
        Image.Clear();
        Raw.IsBytes = false;
    }

    /// <summary>The changed image, valid until the next.</summary>
    public Span<float> Change(in ImageChanges changes, Augmentation augmentation)
    {
        var (low, high) = Raw.IsBytes ? (0, 255) : augmentation.ValueRange;
        var fill = (float)(low + augmentation.FillValue * ((double)high - low));
        _mover.Move(_image, _result, changes, augmentation.FillMode, fill);

        var result = _result.AsSpan(0, _length);
        if (augmentation.Brightness > 0)
            _arithmetic.Brighten(result, changes.Brightness * (high - low), low, high);
        if (augmentation.Contrast > 0)
            _arithmetic.ChangeContrast(result, changes.Contrast, low, high);
        if (augmentation.Cutout > 0)
            Cover(result, changes.CutoutX - augmentation.Cutout / 2, changes.CutoutY - augmentation.Cutout / 2, augmentation.Cutout, fill);
        return result;
    }

    private void Cover(Span<float> image, int left, int top, int side, float fill)
    {
        var (from, to) = (Math.Max(left, 0), Math.Min(left + side, shape.Width));
        for (var y = Math.Max(top, 0); y < Math.Min(top + side, shape.Height); y++)
            image.Slice((y * shape.Width + from) * shape.Channels, (to - from) * shape.Channels).Fill(fill);
    }
}
