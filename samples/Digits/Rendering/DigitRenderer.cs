using System.Numerics;
using CnnGen;

namespace DigitsSample.Rendering;

/// <summary>Draws digits as a hand might: a variant of its strokes in a random pose, with a random pen and some noise.</summary>
internal static class DigitRenderer
{
    /// <summary>Height and width of an image.</summary>
    public const int Side = 28;

    // The strokes' box is 20 pixels high, as in MNIST, with room around it for the pose.
    private const float BoxSide = 20;

    /// <summary>Draws image number <paramref name="index"/> of a seed, white on black, and returns its digit. The same arguments always give the same image.</summary>
    public static int Render(ulong seed, int index, Span<byte> pixels)
    {
        var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, (uint)index);
        int digit = random.NextIndex(10);
        var variants = Strokes.Digits[digit];
        var strokes = variants[random.NextIndex(variants.Length)];

        var pose = Pose(ref random);
        float thickness = random.NextUniform(0.6f, 1.8f);
        float wobble = random.NextUniform(0.15f, 0.8f);
        Span<float> ink = stackalloc float[Side * Side];
        ink.Clear();
        foreach (var stroke in strokes)
        {
            var from = Place(stroke[0], pose, wobble, ref random);
            for (int i = 1; i < stroke.Length; i++)
            {
                var to = Place(stroke[i], pose, wobble, ref random);
                DrawLine(ink, from, to, thickness);
                from = to;
            }
        }

        Develop(ink, pixels, ref random);
        return digit;
    }

    /// <summary>From the strokes' box to pixels: size, slant, rotation, place.</summary>
    private static Matrix3x2 Pose(ref RandomStream random)
    {
        float width = BoxSide * random.NextUniform(0.68f, 1.12f);
        float height = BoxSide * random.NextUniform(0.78f, 1.12f);
        return Matrix3x2.CreateTranslation(-0.5f, -0.5f)
            * Matrix3x2.CreateScale(width, height)
            * Matrix3x2.CreateSkew(random.NextUniform(-0.35f, 0.35f), 0)
            * Matrix3x2.CreateRotation(random.NextUniform(-0.28f, 0.28f))
            * Matrix3x2.CreateTranslation((Side / 2f) + random.NextUniform(-2.5f, 2.5f), (Side / 2f) + random.NextUniform(-2.5f, 2.5f));
    }

    private static Vector2 Place(Vector2 point, in Matrix3x2 pose, float wobble, ref RandomStream random) =>
        Vector2.Transform(point, pose) + (wobble * new Vector2(random.NextUniform(-1, 1), random.NextUniform(-1, 1)));

    /// <summary>A line with round ends: full ink within its thickness, fading over one pixel.</summary>
    private static void DrawLine(Span<float> ink, Vector2 from, Vector2 to, float thickness)
    {
        var reach = new Vector2(thickness + 1);
        var low = Vector2.Min(from, to) - reach;
        var high = Vector2.Max(from, to) + reach;
        var along = to - from;
        float lengthSquared = MathF.Max(along.LengthSquared(), 1e-6f);
        for (int y = Math.Max(0, (int)low.Y); y <= Math.Min(Side - 1, (int)high.Y); y++)
        {
            for (int x = Math.Max(0, (int)low.X); x <= Math.Min(Side - 1, (int)high.X); x++)
            {
                var pixel = new Vector2(x + 0.5f, y + 0.5f);
                float t = Math.Clamp(Vector2.Dot(pixel - from, along) / lengthSquared, 0, 1);
                float distance = Vector2.Distance(pixel, from + (t * along));
                ref float value = ref ink[(y * Side) + x];
                value = MathF.Max(value, Math.Clamp(thickness + 0.5f - distance, 0, 1));
            }
        }
    }

    /// <summary>Ink to bytes: contrast, a grey background, noise, and now and then a speck.</summary>
    private static void Develop(ReadOnlySpan<float> ink, Span<byte> pixels, ref RandomStream random)
    {
        float white = random.NextUniform(130, 255);
        float black = random.NextUniform(0, 40);
        float noise = random.NextUniform(3, 24);
        for (int i = 0; i < pixels.Length; i++)
        {
            // The sum of two uniform numbers is as good as a bell here, and quick.
            float grain = noise * (random.NextUniform(-1, 1) + random.NextUniform(-1, 1));
            pixels[i] = (byte)Math.Clamp(black + ((white - black) * ink[i]) + grain, 0, 255);
        }

        for (int speck = random.NextIndex(4); speck > 0; speck--) pixels[random.NextIndex(pixels.Length)] = (byte)white;
    }
}
