using System.Numerics;

namespace TransferSample.Rendering;

/// <summary>The distance of a point from a figure about the origin, of radius 1; below zero inside.</summary>
internal delegate float Figure(Vector2 point);

/// <summary>What is drawn.</summary>
internal static class Figures
{
    public static IReadOnlyList<Figure> Shapes { get; } = [p => Disc(p, 0.9f), p => MathF.Abs(Disc(p, 0.75f)) - 0.18f, p => Box(p, 0.75f, 0.75f), Triangle, Cross, Bars];

    public static IReadOnlyList<Figure> Faces { get; } = [Cat, Dog];

    private static float Cat(Vector2 point) => Face(point, Triangle((Mirrored(point) - new Vector2(0.5f, -0.72f)) / 0.36f) * 0.36f);

    private static float Dog(Vector2 point) => Face(point, Disc((Mirrored(point) - new Vector2(0.72f, -0.05f)) * new Vector2(1.9f, 1), 0.5f) * 0.6f);

    /// <summary>A head with eyes, and what ears it has.</summary>
    private static float Face(Vector2 point, float ears)
    {
        var head = MathF.Min(Disc(point, 0.68f), ears);
        var eyes = Disc(Mirrored(point) - new Vector2(0.26f, -0.12f), 0.11f);
        var nose = Disc(point - new Vector2(0, 0.22f), 0.12f);
        return MathF.Max(head, -MathF.Min(eyes, nose));
    }

    private static Vector2 Mirrored(Vector2 point) => new(MathF.Abs(point.X), point.Y);

    private static float Disc(Vector2 point, float radius) => point.Length() - radius;

    private static float Box(Vector2 point, float width, float height) => MathF.Max(MathF.Abs(point.X) - width, MathF.Abs(point.Y) - height);

    /// <summary>It stands on its base.</summary>
    private static float Triangle(Vector2 point) => MathF.Max((MathF.Abs(point.X) * 0.89f) - ((point.Y + 0.9f) * 0.45f), point.Y - 0.75f);

    private static float Cross(Vector2 point) => MathF.Min(Box(point, 0.25f, 0.9f), Box(point, 0.9f, 0.25f));

    /// <summary>Three of them.</summary>
    private static float Bars(Vector2 point) => MathF.Max(Box(point, 0.85f, 0.85f), MathF.Abs(MathF.IEEERemainder(point.Y, 0.62f)) - 0.15f);
}
