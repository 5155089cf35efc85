namespace CnnGen.Layers.Tests.Reference;

/// <summary>Overlaps of boxes (xmin, ymin, xmax, ymax) by the formulas of their papers. A box with edges the wrong way round has no area.</summary>
internal static class ReferenceBox
{
    public static double Iou(double[] a, double[] b)
    {
        double shared = Intersection(a, b);
        return shared / (Area(a) + Area(b) - shared);
    }

    public static double Giou(double[] a, double[] b)
    {
        var (width, height) = Enclosing(a, b);
        double enclosing = width * height;
        return Iou(a, b) - ((enclosing - (Area(a) + Area(b) - Intersection(a, b))) / enclosing);
    }

    public static double Ciou(double[] a, double[] b)
    {
        var (width, height) = Enclosing(a, b);
        double distance = Math.Pow((a[0] + a[2] - b[0] - b[2]) / 2, 2) + Math.Pow((a[1] + a[3] - b[1] - b[3]) / 2, 2);
        double v = 4 / Math.Pow(Math.PI, 2) * Math.Pow(Math.Atan2(Side(b, 0), Side(b, 1)) - Math.Atan2(Side(a, 0), Side(a, 1)), 2);
        double alpha = v / (1 - Iou(a, b) + v);
        return Iou(a, b) - (distance / ((width * width) + (height * height))) - (alpha * v);
    }

    /// <summary>What is missing to a tenth of the true width and height.</summary>
    public static double Missing(double[] box, double[] target) =>
        Math.Max(0, (0.1 * (target[2] - target[0])) - (box[2] - box[0])) + Math.Max(0, (0.1 * (target[3] - target[1])) - (box[3] - box[1]));

    private static double Side(double[] box, int axis) => Math.Max(0, box[axis + 2] - box[axis]);

    private static double Area(double[] box) => Side(box, 0) * Side(box, 1);

    private static double Intersection(double[] a, double[] b) =>
        Area([Math.Max(a[0], b[0]), Math.Max(a[1], b[1]), Math.Min(a[2], b[2]), Math.Min(a[3], b[3])]);

    /// <summary>Width and height of what holds both, whichever way round their edges are.</summary>
    private static (double Width, double Height) Enclosing(double[] a, double[] b)
    {
        double[] x = [a[0], a[2], b[0], b[2]], y = [a[1], a[3], b[1], b[3]];
        return (x.Max() - x.Min(), y.Max() - y.Min());
    }
}
