namespace CnnGen;

/// <summary>What happens to one image.</summary>
/// <param name="Map">Where its pixels come from.</param>
/// <param name="CropX">Where the crop starts in the moved image; below 0 is in the padding.</param>
/// <param name="CropY">As <paramref name="CropX"/>, from the top.</param>
/// <param name="Brightness">What is added, as a fraction of the range of values.</param>
/// <param name="Contrast">The factor of differences from the mean.</param>
/// <param name="CutoutX">The centre of the cutout.</param>
/// <param name="CutoutY">The centre of the cutout, from the top.</param>
internal readonly record struct ImageChanges(
    AffineMap Map, int CropX, int CropY, float Brightness, float Contrast, int CutoutX, int CutoutY)
{
    /// <summary>Draws every number, wanted or not, so that a change that is turned on leaves the others as they were.</summary>
    public static ImageChanges Draw(Augmentation augmentation, int height, int width, ref RandomStream random)
    {
        var (flipX, flipY) = DrawFlips(augmentation, ref random);
        var shiftX = (int)Math.Round(Either(augmentation.WidthShift * width, ref random));
        var shiftY = (int)Math.Round(Either(augmentation.HeightShift * height, ref random));
        var angle = Either(augmentation.Rotation, ref random) * 2 * Math.PI;
        var zoom = 1 + Either(augmentation.Zoom, ref random);
        var brightness = (float)Either(augmentation.Brightness, ref random);
        var contrast = (float)(1 + Either(augmentation.Contrast, ref random));
        var cropX = random.NextIndex(2 * augmentation.CropPadding + 1) - augmentation.CropPadding;
        var cropY = random.NextIndex(2 * augmentation.CropPadding + 1) - augmentation.CropPadding;
        return new ImageChanges(
            AffineMap.Of(height, width, flipX, flipY, angle, zoom, shiftX, shiftY),
            cropX, cropY, brightness, contrast, random.NextIndex(width), random.NextIndex(height));
    }

    /// <summary>The number of the form that flips alone give an image: of 2, or of 4 where there are both.</summary>
    public static int DrawForm(Augmentation augmentation, ref RandomStream random)
    {
        var (flipX, flipY) = DrawFlips(augmentation, ref random);
        return (flipX ? 1 : 0) + (flipY ? (augmentation.HorizontalFlip ? 2 : 1) : 0);
    }

    /// <summary>The flips of a form.</summary>
    public static ImageChanges OfForm(Augmentation augmentation, int form, int height, int width)
    {
        var flipX = augmentation.HorizontalFlip && form % 2 == 1;
        var flipY = augmentation.VerticalFlip && form / (augmentation.HorizontalFlip ? 2 : 1) == 1;
        return new ImageChanges(AffineMap.Of(height, width, flipX, flipY, 0, 1, 0, 0), 0, 0, 0, 1, 0, 0);
    }

    private static (bool X, bool Y) DrawFlips(Augmentation augmentation, ref RandomStream random)
    {
        var x = random.NextWord() >> 31 != 0;
        var y = random.NextWord() >> 31 != 0;
        return (x && augmentation.HorizontalFlip, y && augmentation.VerticalFlip);
    }

    /// <summary>A number from -<paramref name="most"/> to <paramref name="most"/>, evenly distributed.</summary>
    private static double Either(double most, ref RandomStream random) => most * (2.0 * random.NextUniform() - 1);
}
