namespace CnnGen;

/// <summary>What is taken from 1 beside the overlap.</summary>
internal enum BoxPenalty
{
    /// <summary>Nothing: 1 - IoU (Yu et al. 2016). Boxes that do not touch have no gradient.</summary>
    None,

    /// <summary>The part of the enclosing box that neither covers: 1 - GIoU (Rezatofighi et al. 2019).</summary>
    Enclosing,

    /// <summary>The distance of the centres and the difference of the proportions: 1 - CIoU (Zheng et al. 2020).</summary>
    Complete,
}

/// <summary>How far a box is from overlapping the true one. The gradient is that of the loss as it stands, CIoU's weight of the proportions included.</summary>
/// <remarks>
/// A box without an area overlaps nothing, wherever its edges are: no overlap has a gradient by its size there, and networks begin there, with outputs about zero. So what is
/// missing to a tenth of the true width and height is added to the loss. It also pulls edges into order that are the wrong way round, which have no area either.
/// Four numbers an image: double precision costs nothing.
/// </remarks>
internal readonly unsafe struct BoxLoss(BoxPenalty penalty) : IImageLoss
{
    // Proportions of a box of a thousandth of the image are noise: their slope grows no further.
    private const double LeastSquaredDiagonal = 1e-6;

    public double Of(float* output, float* target, float* gradient, int pixels, int channels, float scale)
    {
        double sum = (double)output[0] + output[1] + output[2] + output[3];
        var x = new BoxAxis(output[0], output[2], target[0], target[2]);
        var y = new BoxAxis(output[1], output[3], target[1], target[3]);
        double loss = Loss(x, y);
        if (gradient is not null)
        {
            for (int edge = 0; edge < 4; edge++) gradient[edge] = (float)(Slope(x, y, edge) * scale);
        }

        // A box that reaches to infinity would overlap nothing, which is a number.
        return double.IsFinite(sum) ? loss : double.NaN;
    }

    private double Loss(in BoxAxis x, in BoxAxis y)
    {
        double shared = x.Shared.Value * y.Shared.Value;
        double union = Union(x, y, shared);
        double iou = shared / union;
        double loss = 1 - iou + x.Missing.Value + y.Missing.Value;
        if (penalty == BoxPenalty.Enclosing) return loss + 1 - (union / (x.Enclosing.Value * y.Enclosing.Value));
        if (penalty == BoxPenalty.None) return loss;

        double proportions = Proportions(x, y, out _);
        double weighted = proportions == 0 ? 0 : proportions * proportions / (1 - iou + proportions);
        return loss + (Square(x.Offset.Value, y.Offset.Value) / Square(x.Enclosing.Value, y.Enclosing.Value)) + weighted;
    }

    /// <summary>The derivative by an edge: 0 xmin, 1 ymin, 2 xmax, 3 ymax.</summary>
    private double Slope(in BoxAxis x, in BoxAxis y, int edge)
    {
        bool high = edge >= 2;
        bool isX = edge % 2 == 0;
        ref readonly var axis = ref isX ? ref x : ref y;
        ref readonly var other = ref isX ? ref y : ref x;

        double shared = x.Shared.Value * y.Shared.Value;
        double union = Union(x, y, shared);
        double iou = shared / union;
        double bySharing = axis.Shared.By(high) * other.Shared.Value;
        double byUnion = (axis.Length.By(high) * other.Length.Value) - bySharing;
        double byIou = (bySharing - (iou * byUnion)) / union;
        double slope = axis.Missing.By(high) - byIou;
        if (penalty == BoxPenalty.None) return slope;

        double byEnclosing = axis.Enclosing.By(high);
        if (penalty == BoxPenalty.Enclosing)
        {
            double enclosing = axis.Enclosing.Value * other.Enclosing.Value;
            return slope - ((byUnion - (union / enclosing * byEnclosing * other.Enclosing.Value)) / enclosing);
        }

        double diagonal = Square(x.Enclosing.Value, y.Enclosing.Value);
        double distance = Square(x.Offset.Value, y.Offset.Value);
        slope += 2 * ((axis.Offset.Value * axis.Offset.By(high)) - (distance / diagonal * axis.Enclosing.Value * byEnclosing)) / diagonal;

        double proportions = Proportions(x, y, out double byAngle);
        if (proportions == 0) return slope;
        double byLength = axis.Length.By(high) * other.Length.Value / Math.Max(Square(x.Length.Value, y.Length.Value), LeastSquaredDiagonal);
        double byProportions = byAngle * (isX ? byLength : -byLength);
        double rest = 1 - iou + proportions;
        double weight = proportions / rest;
        return slope + (weight * ((2 * byProportions) - (weight * (byProportions - byIou))));
    }

    private static double Union(in BoxAxis x, in BoxAxis y, double shared) =>
        (x.Length.Value * y.Length.Value) + (x.TargetLength * y.TargetLength) - shared;

    /// <summary>(2 / pi x the angle between the diagonals)^2, and its derivative by the angle of the predicted one.</summary>
    private static double Proportions(in BoxAxis x, in BoxAxis y, out double byAngle)
    {
        double angle = Math.Atan2(x.Length.Value, y.Length.Value) - Math.Atan2(x.TargetLength, y.TargetLength);
        byAngle = 8 / (Math.PI * Math.PI) * angle;
        return 4 / (Math.PI * Math.PI) * angle * angle;
    }

    private static double Square(double a, double b) => (a * a) + (b * b);
}
