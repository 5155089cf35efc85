namespace CnnGen;

/// <summary>Colours for numbers.</summary>
internal static class ColorMap
{
    private static readonly Rgb s_negative = new(33, 84, 166);
    private static readonly Rgb s_zero = new(247, 247, 245);
    private static readonly Rgb s_positive = new(190, 36, 42);
    private static readonly Rgb[] s_glow = [.. Enumerable.Range(0, 256).Select(step => Glowing(step / 255.0).ToRgb())];

    /// <summary>-1 blue, 0 nearly white, 1 red.</summary>
    public static Rgb Diverging(double value) => s_zero.Mix(value < 0 ? s_negative : s_positive, Math.Abs(value));

    /// <summary>0 dark to 1 bright, over violet and orange. Equal steps of the value are equal steps of lightness, so that no edge is seen where there is none.</summary>
    public static Rgb Glow(double value) => s_glow[(int)Math.Round(255 * Math.Clamp(value, 0, 1))];

    private static OklchColor Glowing(double value) =>
        new(0.15 + 0.82 * value, 0.05 + 0.16 * Math.Sin(Math.PI * Math.Min(1, value * 1.05)), 285 + 180 * value);
}
