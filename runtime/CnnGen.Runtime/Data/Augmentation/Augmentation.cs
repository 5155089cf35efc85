namespace CnnGen;

/// <summary>
/// Random changes to training images. Every image is changed anew in every epoch; seed, epoch and index alone decide how. Amounts that are 0 and flips that are false, which is
/// the default of all, change nothing. Names and formulas are those of Keras's augmentation layers, except where it is said.
/// </summary>
/// <remarks>
/// The order: flips, rotation, zoom and shift, composed into one map that is sampled once, bilinearly, or copied where all moves are by whole pixels; then the crop; then
/// brightness, contrast and the cutout. Bytes are changed before the network scales them.
/// </remarks>
public sealed record Augmentation
{
    /// <summary>Mirrors every other image, at random, left to right.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Mirrors every other image, at random, top to bottom.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>Moves up or down by at most this fraction of the height, in whole pixels. Unlike Keras's, the move never blurs. 0 to 1.</summary>
    public double HeightShift { get; init; }

    /// <summary>Moves left or right by at most this fraction of the width, in whole pixels. 0 to 1.</summary>
    public double WidthShift { get; init; }

    /// <summary>
    /// Pads each side with so many pixels of <see cref="FillValue"/>, whatever the fill mode, and cuts out an image of the old size at random: 4 is usual for CIFAR. At least 0.
    /// </summary>
    public int CropPadding { get; init; }

    /// <summary>Turns by at most this fraction of a full turn either way: 0.1 is 36 degrees. 0 to 0.5.</summary>
    public double Rotation { get; init; }

    /// <summary>Shows at most this fraction more or less of the height and the width: 0.2 shows 0.8 to 1.2 times as much. From 0 to below 1.</summary>
    public double Zoom { get; init; }

    /// <summary>Adds at most this fraction of the range of values, or takes it away, and clips to the range. 0 to 1.</summary>
    public double Brightness { get; init; }

    /// <summary>
    /// Makes each value (value - mean) * factor + mean, with the mean of its channel in the image and a factor that differs from 1 by at most this, and clips to the range. 0 to 1.
    /// </summary>
    public double Contrast { get; init; }

    /// <summary>
    /// Covers a square of so many pixels a side with <see cref="FillValue"/>, in every image. Its centre is anywhere, so a part of it may lie outside. At least 0. From T. DeVries,
    /// G. Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017.
    /// </summary>
    public int Cutout { get; init; }

    /// <summary>What fills the gaps of shift, rotation and zoom.</summary>
    public FillMode FillMode { get; init; } = FillMode.Reflect;

    /// <summary>The value of constant filling, of the crop's padding and of the cutout, as a place in the range of values: 0 is byte 0, 1 is byte 255. 0 to 1.</summary>
    public double FillValue { get; init; }

    /// <summary>The range of values of a dataset that writes floats. For bytes it is always 0 to 255.</summary>
    public (float Low, float High) ValueRange { get; init; } = (0, 1);

    /// <summary>
    /// The part of a box's area that must still be in the image when it has moved, 0 to 1. A sample that loses its box is dropped: it has no object, and its weight is 0, so that no head learns from
    /// it. Boxes are the targets of heads of kind bounding_box; they follow their image, cut at its edges.
    /// </summary>
    /// <remarks>Modes of filling that repeat the image may show the object twice: fill with one value, or with the nearest pixel.</remarks>
    public double LeastVisible { get; init; } = 0.25;

    /// <summary>
    /// Says that moving an image leaves its targets right, but for boxes, which follow. Otherwise targets of more than one float must be the probabilities of classes, and others are refused.
    /// </summary>
    public bool TargetsIgnorePlace { get; init; }

    /// <summary>Whether it moves what is seen.</summary>
    internal bool Moves =>
        HorizontalFlip || VerticalFlip || HeightShift != 0 || WidthShift != 0 || CropPadding != 0 || Rotation != 0 || Zoom != 0;

    /// <summary>Whether it mirrors images, or leaves them as they are, and nothing else.</summary>
    internal bool OnlyFlips =>
        HeightShift == 0 && WidthShift == 0 && CropPadding == 0 && Rotation == 0 && Zoom == 0 && Brightness == 0 && Contrast == 0 && Cutout == 0;

    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal void Check()
    {
        CheckRange(HeightShift, 1, nameof(HeightShift));
        CheckRange(WidthShift, 1, nameof(WidthShift));
        CheckRange(Rotation, 0.5, nameof(Rotation));
        CheckRange(Zoom, Math.BitDecrement(1.0), nameof(Zoom));
        CheckRange(Brightness, 1, nameof(Brightness));
        CheckRange(Contrast, 1, nameof(Contrast));
        CheckRange(FillValue, 1, nameof(FillValue));
        CheckRange(LeastVisible, 1, nameof(LeastVisible));
        CheckRange(CropPadding, 1 << 20, nameof(CropPadding));
        CheckRange(Cutout, 1 << 20, nameof(Cutout));
        if (!Enum.IsDefined(FillMode))
            throw new ArgumentException($"Found the fill mode {(int)FillMode}, expected {string.Join(", ", Enum.GetNames<FillMode>())}.");
        if (!(ValueRange.Low < ValueRange.High) || !float.IsFinite(ValueRange.High - ValueRange.Low))
            throw new ArgumentException(FormattableString.Invariant($"Found a {nameof(ValueRange)} from {ValueRange.Low} to {ValueRange.High}, expected finite numbers with the lower one first."));
    }

    private static void CheckRange(double value, double most, string name)
    {
        if (!(value >= 0 && value <= most))
            throw new ArgumentException(FormattableString.Invariant($"Found {name} = {value} in the augmentation, expected a number from 0 to {most}."));
    }
}
