using System.Numerics;
using CnnGen;

namespace LocalizerSample.Rendering;

/// <summary>A circle or a convex polygon, in pixels.</summary>
internal sealed class Shape
{
    private readonly Vector2 _center;
    private readonly float _radius;
    private readonly Vector2[] _corners;

    private Shape(Vector2 center, float radius, Vector2[] corners) => (_center, _radius, _corners) = (center, radius, corners);

    /// <summary>The smallest rectangle around it, in pixels.</summary>
    public (Vector2 Low, Vector2 High) Bounds => _corners.Length == 0
        ? (_center - new Vector2(_radius), _center + new Vector2(_radius))
        : (_corners.Aggregate(Vector2.Min), _corners.Aggregate(Vector2.Max));

    /// <summary>One of the three shapes.</summary>
    /// <param name="kind">0 circle, 1 square, 2 triangle (of equal sides).</param>
    /// <param name="size">The longer side of the rectangle around it.</param>
    /// <param name="angle">How far it is turned, in radians.</param>
    /// <param name="place">Where the rectangle around it lies between the edges of the image, 0 to 1 each.</param>
    public static Shape Of(int kind, float size, float angle, Vector2 place, float side)
    {
        var corners = kind switch { 0 => [], 1 => Polygon(4, angle), _ => Polygon(3, angle) };
        var unit = new Shape(Vector2.Zero, 1, corners);
        var extent = unit.Bounds.High - unit.Bounds.Low;
        var scale = size / Math.Max(extent.X, extent.Y);
        var move = place * (new Vector2(side) - extent * scale) - unit.Bounds.Low * scale;
        return new Shape(move, scale, [.. corners.Select(corner => corner * scale + move)]);
    }

    /// <summary>How much of a pixel it covers, 0 to 1, by the distance of the pixel's centre from the border.</summary>
    public float Covers(Vector2 point)
    {
        var inside = _radius - Vector2.Distance(point, _center);
        for (var i = 0; i < _corners.Length; i++)
        {
            var edge = Vector2.Normalize(_corners[(i + 1) % _corners.Length] - _corners[i]);
            var toPoint = point - _corners[i];
            inside = Math.Min(inside, edge.X * toPoint.Y - edge.Y * toPoint.X);
        }

        return Math.Clamp(inside + 0.5f, 0, 1);
    }

    /// <summary>The rectangle around it, relative to the image.</summary>
    public BoundingBox Box(int side) => BoundingBox.FromPixels(Bounds.Low.X, Bounds.Low.Y, Bounds.High.X, Bounds.High.Y, side, side);

    /// <summary>Corners on the unit circle, clockwise on the screen; unturned, the lowest side is level.</summary>
    private static Vector2[] Polygon(int corners, float angle) =>
    [
        .. Enumerable.Range(0, corners).Select(i => angle + MathF.PI * (0.5f + (2 * i + 1f) / corners)).Select(turn => new Vector2(MathF.Cos(turn), MathF.Sin(turn))),
    ];
}
