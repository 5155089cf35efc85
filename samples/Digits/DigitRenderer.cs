using System.Numerics;

namespace DigitsSample;

/// <summary>Draws digits as if written by many hands: each has a pose, a bend, a pen and noise of its own.</summary>
internal static class DigitRenderer
{
    /// <summary>Pixels of an image.</summary>
    public const int Length = Size * Size;

    private const int Size = 28;

    /// <summary>Draws images of 28 x 28 bytes, white on black, one after another, and names their digits. The seed decides every pixel.</summary>
    public static (byte[] Pixels, int[] Labels) Render(int count, ulong seed)
    {
        var pixels = new byte[count * Length];
        var labels = new int[count];
        Parallel.For(0, count, index =>
        {
            var random = new Random(Mix(seed, (ulong)index));
            labels[index] = random.Next(10);
            Draw(labels[index], random, pixels.AsSpan(index * Length, Length));
        });
        return (pixels, labels);
    }

    private static void Draw(int digit, Random random, Span<byte> pixels)
    {
        Span<float> ink = stackalloc float[Length];
        ink.Clear();
        var pose = Pose(random);
        var bend = (Size: Between(random, -0.12f, 0.12f), Phase: Between(random, 0, MathF.Tau));
        var pen = Between(random, 0.7f, 1.7f);
        foreach (var stroke in DigitStrokes.Of(digit, random))
        {
            var last = Place(stroke[0]);
            foreach (var point in stroke.AsSpan(1))
            {
                var next = Place(point);
                DrawSegment(ink, last, next, pen);
                last = next;
            }
        }

        var strength = Between(random, 120, 255);
        var noise = Between(random, 0, 50);
        for (var place = 0; place < Length; place++)
            pixels[place] = (byte)Math.Clamp(ink[place] * strength + noise * Between(random, -1, 1), 0, 255);

        Vector2 Place(Vector2 point)
        {
            point.X += bend.Size * MathF.Sin(4 * point.Y + bend.Phase);
            return Vector2.Transform(point, pose);
        }
    }

    /// <summary>From the unit square to pixels: size, slant, rotation and place.</summary>
    private static Matrix3x2 Pose(Random random) =>
        Matrix3x2.CreateTranslation(-0.5f, -0.5f)
        * Matrix3x2.CreateScale(Between(random, 10, 22), Between(random, 13, 23))
        * Matrix3x2.CreateSkew(Between(random, -0.45f, 0.25f), 0)
        * Matrix3x2.CreateRotation(Between(random, -0.3f, 0.3f))
        * Matrix3x2.CreateTranslation(Between(random, 11, 17) - 0.5f, Between(random, 12, 16) - 0.5f);

    /// <summary>Inks the pixels near a line; the edge is one pixel soft.</summary>
    private static void DrawSegment(Span<float> ink, Vector2 from, Vector2 to, float pen)
    {
        var reach = new Vector2(pen + 0.5f);
        var low = Vector2.Clamp(Vector2.Min(from, to) - reach, Vector2.Zero, new Vector2(Size - 1));
        var high = Vector2.Clamp(Vector2.Max(from, to) + reach, Vector2.Zero, new Vector2(Size - 1));
        var along = to - from;
        for (var y = (int)low.Y; y <= (int)high.Y; y++)
        {
            for (var x = (int)low.X; x <= (int)high.X; x++)
            {
                var pixel = new Vector2(x, y) - from;
                var part = Math.Clamp(Vector2.Dot(pixel, along) / Math.Max(along.LengthSquared(), float.Epsilon), 0, 1);
                var distance = Vector2.Distance(pixel, along * part);
                ink[y * Size + x] = Math.Max(ink[y * Size + x], Math.Clamp(pen + 0.5f - distance, 0, 1));
            }
        }
    }

    private static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();

    /// <summary>Seeds that differ little become ones that differ much (the finalizer of SplitMix64; Steele, Lea and Flood, 2014).</summary>
    private static int Mix(ulong seed, ulong index)
    {
        var bits = seed * 0x9E3779B97F4A7C15 + index;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (int)(bits ^ (bits >> 31));
    }
}
