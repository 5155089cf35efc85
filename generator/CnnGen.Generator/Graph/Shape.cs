using System.Globalization;

namespace CnnGen.Generator.Graph;

/// <summary>
/// The shape of one image's tensor, without the batch: height x width x channels for images, or (rank 1) a vector whose
/// <see cref="Channels"/> is its length and whose height and width are 1.
/// </summary>
internal readonly record struct Shape(int Height, int Width, int Channels, bool IsVector)
{
    public static Shape Image(int height, int width, int channels) => new(height, width, channels, false);

    public static Shape Vector(int length) => new(1, 1, length, true);

    /// <summary>Elements of one image; long, because declared shapes may be absurd before they are checked.</summary>
    public long Length => (long)Height * Width * Channels;

    /// <summary>"26x26x32" or "1600": inside the names of kernels.</summary>
    public string NamePart => IsVector
        ? Channels.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0}x{1}x{2}", Height, Width, Channels);

    /// <summary>"26 x 26 x 32" or "1600".</summary>
    public override string ToString() => IsVector
        ? Channels.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0} x {1} x {2}", Height, Width, Channels);
}
