namespace CnnGen;

/// <summary>Shapes as messages show them: "28 x 28 x 1".</summary>
internal static class ShapeText
{
    public static string Of(IEnumerable<int> shape) => string.Join(" x ", shape);
}
