using System.Numerics;
using CnnGen;

namespace LocalizerSample.Rendering;

/// <summary>Draws scenes: a shape in one colour over a ground of two, small things of other shapes and colours behind it, and noise over all.</summary>
internal static class SceneRenderer
{
    public const int Side = 64;
    public const int Length = Side * Side * 3;

    private const float SmallestPart = 0.3f;
    private const float LargestPart = 0.7f;
    private const int MostClutter = 8;
    private const float Tilt = 0.4f;
    private const float LeastContrast = 90;
    private const float Noise = 14;

    /// <summary>Draws scene number <paramref name="index"/> of a seed; each depends on the two alone.</summary>
    public static (int Kind, BoundingBox Box) Render(ulong seed, int index, Span<byte> pixels)
    {
        var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, (uint)index);
        var kind = random.NextIndex(3);
        var shape = Shape.Of(kind, Side * random.NextUniform(SmallestPart, LargestPart), random.NextUniform(-Tilt, Tilt), Place(ref random), Side);

        var image = new Vector3[Side * Side];
        var (first, second) = (Color(ref random), Color(ref random));
        var (sin, cos) = MathF.SinCos(random.NextUniform(0, MathF.Tau));
        for (var i = 0; i < image.Length; i++)
        {
            var along = (i % Side * cos + i / Side * sin) / Side;
            image[i] = Vector3.Lerp(first, second, Math.Clamp(along * 0.5f + 0.5f, 0, 1));
        }

        for (var clutter = 2 + random.NextIndex(MostClutter - 1); clutter > 0; clutter--)
            Draw(image, Shape.Of(random.NextIndex(3), Side * random.NextUniform(0.05f, 0.16f), random.NextUniform(0, MathF.Tau), Place(ref random), Side), Color(ref random));
        Draw(image, shape, ContrastingColor((first + second) / 2, ref random));

        for (var i = 0; i < Length; i++)
            pixels[i] = (byte)Math.Clamp(image[i / 3][i % 3] + random.NextUniform(-Noise, Noise) + 0.5f, 0, 255);
        return (kind, shape.Box(Side));
    }

    private static void Draw(Vector3[] image, Shape shape, Vector3 color)
    {
        var (low, high) = shape.Bounds;
        for (var y = Math.Max(0, (int)low.Y - 1); y < Math.Min(Side, high.Y + 1); y++)
        {
            for (var x = Math.Max(0, (int)low.X - 1); x < Math.Min(Side, high.X + 1); x++)
                image[y * Side + x] = Vector3.Lerp(image[y * Side + x], color, shape.Covers(new Vector2(x + 0.5f, y + 0.5f)));
        }
    }

    private static Vector2 Place(ref RandomStream random)
    {
        var x = random.NextUniform();
        return new Vector2(x, random.NextUniform());
    }

    private static Vector3 Color(ref RandomStream random)
    {
        var (red, green) = (random.NextUniform(0, 255), random.NextUniform(0, 255));
        return new Vector3(red, green, random.NextUniform(0, 255));
    }

    /// <summary>A colour that can be told from the ground.</summary>
    private static Vector3 ContrastingColor(Vector3 ground, ref RandomStream random)
    {
        while (true)
        {
            var color = Color(ref random);
            if (Vector3.Distance(color, ground) >= LeastContrast)
                return color;
        }
    }
}
