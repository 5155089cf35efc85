using System.Numerics;

namespace DigitsSample;

/// <summary>The strokes of the ten digits: lines of points in a square from 0, 0 (top left) to 1, 1. Some digits are written in more than one way.</summary>
internal static class DigitStrokes
{
    private const int DegreesOfAStep = 20;

    private static readonly Vector2[][][][] s_ways =
    [
        [[Arc(0.5f, 0.5f, 0.32f, 0.45f, 0, 360)]],
        [[Line(0.5f, 0.05f, 0.5f, 0.95f)], [Line(0.3f, 0.25f, 0.55f, 0.05f, 0.55f, 0.95f)], [Line(0.3f, 0.25f, 0.55f, 0.05f, 0.55f, 0.95f), Line(0.3f, 0.95f, 0.8f, 0.95f)]],
        [[[.. Arc(0.5f, 0.31f, 0.3f, 0.26f, 190, 390), .. Line(0.2f, 0.95f, 0.84f, 0.95f)]]],
        [[[.. Arc(0.47f, 0.28f, 0.29f, 0.23f, 205, 450), .. Arc(0.47f, 0.73f, 0.32f, 0.22f, 270, 515)]]],
        [[Line(0.58f, 0.05f, 0.16f, 0.62f, 0.86f, 0.62f), Line(0.66f, 0.32f, 0.62f, 0.95f)], [Line(0.66f, 0.95f, 0.66f, 0.05f, 0.16f, 0.62f, 0.86f, 0.62f)], [Line(0.22f, 0.05f, 0.18f, 0.5f, 0.76f, 0.5f), Line(0.76f, 0.05f, 0.74f, 0.95f)]],
        [[[.. Line(0.8f, 0.06f, 0.3f, 0.06f, 0.27f, 0.44f), .. Arc(0.48f, 0.67f, 0.31f, 0.28f, 235, 510)]]],
        [[[.. Arc(0.78f, 0.68f, 0.56f, 0.62f, 255, 180), .. Arc(0.5f, 0.7f, 0.28f, 0.24f, 180, -180)]]],
        [[Line(0.18f, 0.08f, 0.82f, 0.08f, 0.4f, 0.95f)], [Line(0.18f, 0.08f, 0.82f, 0.08f, 0.4f, 0.95f), Line(0.35f, 0.5f, 0.76f, 0.5f)]],
        [[Arc(0.5f, 0.28f, 0.24f, 0.23f, 90, 450), Arc(0.5f, 0.73f, 0.29f, 0.22f, -90, 270)]],
        [[[.. Arc(0.48f, 0.3f, 0.27f, 0.25f, 0, -360), .. Line(0.74f, 0.5f, 0.68f, 0.95f)]], [[.. Arc(0.48f, 0.3f, 0.27f, 0.25f, 0, -360), .. Arc(0.38f, 0.58f, 0.37f, 0.37f, 0, 110)]]],
    ];

    /// <summary>The strokes of one way to write a digit.</summary>
    public static Vector2[][] Of(int digit, Random random)
    {
        var ways = s_ways[digit];
        return ways[random.Next(ways.Length)];
    }

    private static Vector2[] Line(params float[] coordinates) => [.. coordinates.Chunk(2).Select(point => new Vector2(point[0], point[1]))];

    /// <summary>A part of an ellipse. 0 degrees lie to the right, 90 below.</summary>
    private static Vector2[] Arc(float centerX, float centerY, float radiusX, float radiusY, int from, int to)
    {
        var steps = Math.Abs(to - from) / DegreesOfAStep + 1;
        return [.. Enumerable.Range(0, steps + 1).Select(step => Point(float.DegreesToRadians(from + (to - from) * (float)step / steps)))];

        Vector2 Point(float angle) => new(centerX + radiusX * MathF.Cos(angle), centerY + radiusY * MathF.Sin(angle));
    }
}
