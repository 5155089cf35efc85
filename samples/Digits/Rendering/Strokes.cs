using System.Numerics;

namespace DigitsSample.Rendering;

/// <summary>Lines of a pen: points from (0, 0), the left top of the digit's box, to (1, 1).</summary>
internal static class Strokes
{
    private const int PointsPerTurn = 24;

    /// <summary>The ways in which people write each digit: variants, each with its strokes.</summary>
    public static readonly Vector2[][][][] Digits =
    [
        [[Arc(.5f, .5f, .30f, .42f, -90, 270)], [Arc(.5f, .5f, .21f, .43f, -90, 270)], [Arc(.48f, .5f, .30f, .42f, -60, 275)]],
        [[Line(.5f, .06f, .5f, .94f)], [Line(.33f, .25f, .52f, .06f, .52f, .94f)], [Line(.33f, .25f, .52f, .06f, .52f, .94f), Line(.3f, .94f, .74f, .94f)]],
        [
            [Join(Arc(.5f, .3f, .25f, .23f, 190, 400), Line(.22f, .93f, .8f, .93f))],
            [Join(Arc(.5f, .3f, .25f, .24f, 170, 410), Arc(.33f, .82f, .12f, .11f, -40, -300), Line(.8f, .93f))],
        ],
        [
            [Join(Arc(.46f, .29f, .25f, .22f, 200, 440), Arc(.46f, .72f, .29f, .22f, -80, 165))],
            [Join(Line(.24f, .08f, .74f, .08f, .46f, .4f), Arc(.46f, .68f, .28f, .26f, -85, 160))],
        ],
        [
            [Line(.38f, .06f, .22f, .58f, .8f, .58f), Line(.64f, .3f, .62f, .95f)],
            [Line(.62f, .95f, .62f, .06f, .18f, .66f, .82f, .66f)],
            [Line(.25f, .08f, .25f, .52f, .72f, .52f), Line(.74f, .08f, .72f, .95f)],
        ],
        [
            [Join(Line(.76f, .08f, .32f, .08f, .29f, .46f), Arc(.47f, .67f, .29f, .26f, -125, 140))],
            [Line(.33f, .08f, .78f, .08f), Join(Line(.33f, .08f, .31f, .44f), Arc(.46f, .68f, .28f, .25f, -115, 150))],
        ],
        [
            [Join(Curve(.68f, .06f, .36f, .2f, .22f, .48f, .24f, .7f), Arc(.5f, .7f, .26f, .23f, 180, -180))],
            [Join(Curve(.56f, .05f, .4f, .25f, .27f, .5f, .26f, .74f), Arc(.47f, .75f, .21f, .19f, 180, -150))],
        ],
        [
            [Line(.22f, .09f, .78f, .09f, .42f, .95f)],
            [Line(.22f, .09f, .78f, .09f, .44f, .95f), Line(.36f, .52f, .74f, .5f)],
            [Line(.23f, .22f, .24f, .09f, .78f, .09f, .5f, .5f, .45f, .95f)],
        ],
        [
            [Arc(.5f, .28f, .21f, .21f, 90, 450), Arc(.5f, .72f, .26f, .23f, -90, 270)],
            [Curve(.72f, .18f, .3f, -.12f, .1f, .38f, .52f, .5f, .95f, .64f, .8f, .96f, .5f, .95f, .12f, .93f, .18f, .6f, .52f, .48f, .8f, .38f, .8f, .2f, .72f, .16f)],
        ],
        [
            [Arc(.48f, .3f, .25f, .23f, 0, 360), Curve(.73f, .3f, .75f, .6f, .7f, .85f, .48f, .95f)],
            [Arc(.48f, .3f, .24f, .22f, 0, 360), Line(.72f, .28f, .68f, .95f)],
        ],
    ];

    private static Vector2[] Line(params float[] coordinates)
    {
        var points = new Vector2[coordinates.Length / 2];
        for (int i = 0; i < points.Length; i++) points[i] = new Vector2(coordinates[2 * i], coordinates[(2 * i) + 1]);
        return points;
    }

    /// <summary>Part of an ellipse, in degrees: 0 is right, 90 down.</summary>
    private static Vector2[] Arc(float x, float y, float width, float height, float from, float to)
    {
        int steps = Math.Max(2, (int)(MathF.Abs(to - from) / 360 * PointsPerTurn));
        return [.. Enumerable.Range(0, steps + 1).Select(i =>
        {
            float angle = (from + ((to - from) * i / steps)) * MathF.PI / 180;
            return new Vector2(x + (width * MathF.Cos(angle)), y + (height * MathF.Sin(angle)));
        })];
    }

    /// <summary>Cubic Bézier curves, each beginning where the last one ends.</summary>
    private static Vector2[] Curve(params float[] coordinates)
    {
        var control = Line(coordinates);
        var points = new List<Vector2> { control[0] };
        for (int i = 0; i + 3 < control.Length; i += 3)
        {
            for (int step = 1; step <= PointsPerTurn / 3; step++)
            {
                float t = step * 3f / PointsPerTurn;
                float u = 1 - t;
                points.Add((u * u * u * control[i]) + (3 * u * u * t * control[i + 1]) + (3 * u * t * t * control[i + 2]) + (t * t * t * control[i + 3]));
            }
        }

        return [.. points];
    }

    private static Vector2[] Join(params Vector2[][] parts) => [.. parts.SelectMany(part => part)];
}
