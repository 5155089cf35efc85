namespace CnnGen;

/// <summary>Colours for numbers.</summary>
internal static class ColorMap
{
    private static readonly Rgb s_negative = new(33, 84, 166);
    private static readonly Rgb s_zero = new(247, 247, 245);
    private static readonly Rgb s_positive = new(190, 36, 42);
    private static readonly Rgb[] s_glow = [new(8, 8, 20), new(58, 22, 104), new(158, 42, 110), new(236, 104, 66), new(252, 190, 92), new(255, 252, 220)];

    /// <summary>-1 blue, 0 nearly white, 1 red.</summary>
    public static Rgb Diverging(double value) => s_zero.Mix(value < 0 ? s_negative : s_positive, Math.Abs(value));

    /// <summary>0 dark to 1 bright, over violet and orange.</summary>
    public static Rgb Glow(double value)
    {
        var place = Math.Clamp(value, 0, 1) * (s_glow.Length - 1);
        var step = Math.Min((int)place, s_glow.Length - 2);
        return s_glow[step].Mix(s_glow[step + 1], place - step);
    }
}
