using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CnnGen;

/// <summary>Parts of annotations.</summary>
public static class BoxAnnotationExtensions
{
    /// <summary>
    /// Holds back a part of the images for testing, by a hash (SHA-256) of the file's name as the annotation writes it: an image stays in its part when others come or go, and all objects of an
    /// image are in one part.
    /// </summary>
    /// <param name="fraction">The part held back, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static (IReadOnlyList<BoxAnnotation> Train, IReadOnlyList<BoxAnnotation> Test) SplitByFile(this IEnumerable<BoxAnnotation> annotations, double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"Found a fraction of {fraction} for testing, expected one above 0 and below 1.");
        var parts = annotations.ToLookup(annotation => HashOf(annotation.File) < fraction * (1L << 32));
        return ([.. parts[false]], [.. parts[true]]);
    }

    private static uint HashOf(string file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(file), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
