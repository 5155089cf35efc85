namespace CnnGen;

public readonly partial record struct BoundingBox
{
    /// <summary>What both boxes cover; <see cref="None"/> where they do not overlap.</summary>
    public BoundingBox Intersect(BoundingBox other)
    {
        var shared = new BoundingBox(
            Math.Max(XMin, other.XMin), Math.Max(YMin, other.YMin), Math.Min(XMax, other.XMax), Math.Min(YMax, other.YMax));
        return shared.HasArea ? shared : None;
    }

    /// <summary>The smallest box that holds both.</summary>
    public BoundingBox Enclose(BoundingBox other) =>
        new(Math.Min(XMin, other.XMin), Math.Min(YMin, other.YMin), Math.Max(XMax, other.XMax), Math.Max(YMax, other.YMax));

    /// <summary>The area that both cover over the area that at least one covers, 0 to 1; 0 where neither has an area.</summary>
    /// <remarks>The Jaccard index. A box with an edge on the wrong side has no area; see <see cref="Ordered"/>.</remarks>
    public float IntersectionOverUnion(BoundingBox other)
    {
        var shared = Intersect(other).Area;
        var union = Area + other.Area - shared;
        return union > 0 ? shared / union : 0;
    }

    /// <summary>
    /// The overlap less the part of the enclosing box that neither covers, -1 to 1: it tells how far boxes are apart that do not touch. From H. Rezatofighi et al., "Generalized Intersection over
    /// Union", CVPR 2019.
    /// </summary>
    public float GeneralizedIntersectionOverUnion(BoundingBox other)
    {
        var shared = Intersect(other).Area;
        var union = Area + other.Area - shared;
        var enclosing = Enclose(other).Area;
        return enclosing > 0 ? IntersectionOverUnion(other) - (enclosing - union) / enclosing : 0;
    }

    /// <summary>
    /// The overlap less the squared distance of the centres over the squared diagonal of the enclosing box, less alpha v: v = (2 / pi x the angle between the diagonals)^2 is how much the proportions
    /// differ, alpha = v / (1 - IoU + v). From Z. Zheng et al., "Distance-IoU Loss", AAAI 2020.
    /// </summary>
    public float CompleteIntersectionOverUnion(BoundingBox other)
    {
        var overlap = IntersectionOverUnion(other);
        var enclosing = Enclose(other);
        var diagonal = Squared(enclosing.Width, enclosing.Height);
        if (!(diagonal > 0))
            return 0;
        var angle = Math.Atan2(Width, Height) - Math.Atan2(other.Width, other.Height);
        var proportions = 4 / (Math.PI * Math.PI) * angle * angle;
        var weighted = proportions == 0 ? 0 : proportions * proportions / (1 - overlap + proportions);
        return (float)(overlap - Squared(CenterX - other.CenterX, CenterY - other.CenterY) / diagonal - weighted);
    }

    private static double Squared(double a, double b) => a * a + b * b;
}
