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

    // The source column of each column of a copied image.
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
            _columns[x] = (uint)moved < (uint)_width ? Resolve((int)(changes.Map.XX * moved + changes.Map.X0), _width, mode) : Gap;
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
        var gap = Vector128.Create(fill);
        for (var x = 0; x < _width; x++)
        {
            var column = _columns[x];
            for (var c = 0; c < _channels; c += Vector128<float>.Count)
            {
                var pixel = column == Gap ? gap : Vector128.LoadUnsafe(ref pixels, (nuint)(column * _channels + c));
                pixel.StoreUnsafe(ref row, (nuint)(x * _channels + c));
            }
        }
    }

    private void SampleRow(ref float source, ref float row, in ImageChanges changes, FillMode mode, int movedY, float fill)
    {
        var map = changes.Map;
        var (startX, startY) = ((float)(map.XY * movedY + map.X0), (float)(map.YY * movedY + map.Y0));
        var (stepX, stepY) = ((float)map.XX, (float)map.YX);
        var gap = Vector128.Create(fill);
        for (var x = 0; x < _width; x++)
        {
            var movedX = x + changes.CropX;
            ref var pixel = ref Unsafe.Add(ref row, x * _channels);
            if ((uint)movedX >= (uint)_width)
            {
                for (var c = 0; c < _channels; c += Vector128<float>.Count)
                    gap.StoreUnsafe(ref pixel, (nuint)c);
                continue;
            }

            var (fromX, fromY) = (stepX * movedX + startX, stepY * movedX + startY);
            var (floorX, floorY) = (MathF.Floor(fromX), MathF.Floor(fromY));
            var (left, top) = ((int)floorX, (int)floorY);
            var (weightX, weightY) = (Vector128.Create(fromX - floorX), Vector128.Create(fromY - floorY));
            if ((uint)left < (uint)(_width - 1) && (uint)top < (uint)(_height - 1))
            {
                ref var corner = ref Unsafe.Add(ref source, (top * _width + left) * _channels);
                for (var c = 0; c < _channels; c += Vector128<float>.Count)
                {
                    var upper = Blend(ref corner, c, _channels + c, weightX);
                    var lower = Blend(ref corner, _width * _channels + c, (_width + 1) * _channels + c, weightX);
                    (upper + (lower - upper) * weightY).StoreUnsafe(ref pixel, (nuint)c);
                }
            }
            else
            {
                var (x0, x1) = (Resolve(left, _width, mode), Resolve(left + 1, _width, mode));
                var (y0, y1) = (Resolve(top, _height, mode), Resolve(top + 1, _height, mode));
                for (var c = 0; c < _channels; c += Vector128<float>.Count)
                {
                    var (a, b) = (Pixel(ref source, x0, y0, c, gap), Pixel(ref source, x1, y0, c, gap));
                    var (d, e) = (Pixel(ref source, x0, y1, c, gap), Pixel(ref source, x1, y1, c, gap));
                    var (upper, lower) = (a + (b - a) * weightX, d + (e - d) * weightX);
                    (upper + (lower - upper) * weightY).StoreUnsafe(ref pixel, (nuint)c);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Blend(ref float corner, int left, int right, Vector128<float> weight)
    {
        var from = Vector128.LoadUnsafe(ref corner, (nuint)left);
        return from + (Vector128.LoadUnsafe(ref corner, (nuint)right) - from) * weight;
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
