using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Moves the pixels of images of one shape.</summary>
/// <remarks>
/// Pixels are read and written four floats at a time, whatever the number of channels: what is read or written too much belongs to the next pixel, which is written later, or to
/// the slack behind the image.
/// </remarks>
internal sealed class PixelMover((int Height, int Width, int Channels) shape)
{
    /// <summary>Floats that must be there behind an image.</summary>
    public const int Slack = 4;

    private const int Gap = -1;

    private readonly int _height = shape.Height;
    private readonly int _width = shape.Width;
    private readonly int _channels = shape.Channels;

    // Where the pixel that each column of a copied image comes from starts in its row.
    private readonly int[] _columns = new int[shape.Width];

    /// <summary>Writes the moved and cropped image.</summary>
    /// <param name="fill">The value of the crop's padding, and of gaps where the mode is constant.</param>
    public void Move(ReadOnlySpan<float> image, Span<float> result, in ImageChanges changes, FillMode mode, float fill)
    {
        ref var source = ref MemoryMarshal.GetReference(image);
        ref var target = ref MemoryMarshal.GetReference(result);
        var isWhole = changes.Map.IsWhole;
        if (isWhole)
            FindColumns(changes, mode);

        for (var y = 0; y < _height; y++)
        {
            ref var row = ref Unsafe.Add(ref target, (nint)y * _width * _channels);
            if ((uint)(y + changes.CropY) >= (uint)_height)
                MemoryMarshal.CreateSpan(ref row, _width * _channels).Fill(fill);
            else if (isWhole)
                CopyRow(ref source, ref row, changes, mode, y + changes.CropY, fill);
            else
                SampleRow(ref source, ref row, changes, mode, y + changes.CropY, fill);
        }
    }

    private void FindColumns(in ImageChanges changes, FillMode mode)
    {
        for (var x = 0; x < _width; x++)
        {
            var moved = x + changes.CropX;
            var column = (uint)moved < (uint)_width ? Resolve((int)(changes.Map.XX * moved + changes.Map.X0), _width, mode) : Gap;
            _columns[x] = column == Gap ? Gap : column * _channels;
        }
    }

    private void CopyRow(ref float source, ref float row, in ImageChanges changes, FillMode mode, int moved, float fill)
    {
        var from = Resolve((int)(changes.Map.YY * moved + changes.Map.Y0), _height, mode);
        if (from == Gap)
        {
            MemoryMarshal.CreateSpan(ref row, _width * _channels).Fill(fill);
            return;
        }

        ref var pixels = ref Unsafe.Add(ref source, (nint)from * _width * _channels);
        var (channels, gap) = (_channels, Vector128.Create(fill));
        foreach (var start in _columns)
        {
            var c = 0;
            do
            {
                var pixel = start == Gap ? gap : Vector128.LoadUnsafe(ref Unsafe.Add(ref pixels, start + c));
                pixel.StoreUnsafe(ref Unsafe.Add(ref row, c));
            }
            while ((c += Vector128<float>.Count) < channels);
            row = ref Unsafe.Add(ref row, channels);
        }
    }

    private void SampleRow(ref float source, ref float row, in ImageChanges changes, FillMode mode, int moved, float fill)
    {
        var map = changes.Map;
        var line = new SourceLine(
            (float)map.XX, (float)(map.XY * moved + map.X0), (float)map.YX, (float)(map.YY * moved + map.Y0), changes.CropX, _width, _height);

        // What comes from within the image is one run, since images are convex.
        var first = 0;
        while (first < _width && !line.IsInside(first))
            first++;
        var end = _width;
        while (end > first && !line.IsInside(end - 1))
            end--;

        SampleEdge(ref source, ref row, line, 0, first, mode, fill);
        SampleInside(ref source, ref row, line, first, end);
        SampleEdge(ref source, ref row, line, end, _width, mode, fill);
    }

    private void SampleInside(ref float source, ref float row, in SourceLine line, int first, int end)
    {
        var (rowLength, channels, from) = (_width * _channels, _channels, line);
        row = ref Unsafe.Add(ref row, first * channels);
        for (var x = first; x < end; x++, row = ref Unsafe.Add(ref row, channels))
        {
            from.At(x, out var left, out var top, out var weightX, out var weightY);
            ref var upper = ref Unsafe.Add(ref source, top * rowLength + left * channels);
            ref var lower = ref Unsafe.Add(ref upper, rowLength);
            var c = 0;
            do
            {
                Blend(
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref upper, c)), Vector128.LoadUnsafe(ref Unsafe.Add(ref upper, c + channels)),
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref lower, c)), Vector128.LoadUnsafe(ref Unsafe.Add(ref lower, c + channels)),
                    weightX, weightY).StoreUnsafe(ref Unsafe.Add(ref row, c));
            }
            while ((c += Vector128<float>.Count) < channels);
        }
    }

    private void SampleEdge(ref float source, ref float row, in SourceLine line, int first, int end, FillMode mode, float fill)
    {
        var gap = Vector128.Create(fill);
        for (var x = first; x < end; x++)
        {
            line.At(x, out var left, out var top, out var weightX, out var weightY);
            var isPadding = line.IsPadding(x);
            var (x0, x1) = isPadding ? (Gap, Gap) : (Resolve(left, _width, mode), Resolve(left + 1, _width, mode));
            var (y0, y1) = (Resolve(top, _height, mode), Resolve(top + 1, _height, mode));
            for (var c = 0; c < _channels; c += Vector128<float>.Count)
            {
                Blend(
                    Pixel(ref source, x0, y0, c, gap), Pixel(ref source, x1, y0, c, gap), Pixel(ref source, x0, y1, c, gap), Pixel(ref source, x1, y1, c, gap),
                    weightX, weightY).StoreUnsafe(ref Unsafe.Add(ref row, x * _channels + c));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Blend(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, Vector128<float> weightX, Vector128<float> weightY)
    {
        var upper = a + (b - a) * weightX;
        var lower = c + (d - c) * weightX;
        return upper + (lower - upper) * weightY;
    }

    private Vector128<float> Pixel(ref float source, int x, int y, int channel, Vector128<float> gap) =>
        x == Gap || y == Gap ? gap : Vector128.LoadUnsafe(ref source, (nuint)((y * _width + x) * _channels + channel));

    /// <summary>The place in a line of so many pixels that a place outside stands for.</summary>
    private static int Resolve(int place, int length, FillMode mode)
    {
        if ((uint)place < (uint)length)
            return place;

        switch (mode)
        {
            case FillMode.Nearest:
                return Math.Clamp(place, 0, length - 1);
            case FillMode.Wrap:
                return Modulo(place, length);
            case FillMode.Reflect:
                var mirrored = Modulo(place, 2 * length);
                return mirrored < length ? mirrored : 2 * length - 1 - mirrored;
            default:
                return Gap;
        }
    }

    private static int Modulo(int place, int length) => (place % length + length) % length;
}
