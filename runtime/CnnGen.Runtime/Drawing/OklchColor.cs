namespace CnnGen;

/// <summary>A colour by lightness, chroma and hue as they are seen: Björn Ottosson's OKLab in polar coordinates.</summary>
/// <param name="Lightness">0 black to 1 white; equal steps look equal.</param>
/// <param name="Chroma">0 gray; the screen's most saturated colours have 0.2 to 0.3.</param>
/// <param name="Hue">In degrees.</param>
internal readonly record struct OklchColor(double Lightness, double Chroma, double Hue)
{
    /// <summary>The colour on the screen; where the screen does not have it, the same one with less chroma.</summary>
    public Rgb ToRgb()
    {
        var color = this;
        for (var part = 1.0; part > 0; part -= 0.02)
        {
            color = this with { Chroma = Chroma * part };
            var (r, g, b) = color.ToLinear();
            if (IsOnScreen(r) && IsOnScreen(g) && IsOnScreen(b))
                break;
        }

        var (red, green, blue) = color.ToLinear();
        return new Rgb(ToByte(red), ToByte(green), ToByte(blue));
    }

    // The matrices are those of https://bottosson.github.io/posts/oklab/, from OKLab to linear sRGB.
    private (double R, double G, double B) ToLinear()
    {
        var (sin, cos) = Math.SinCos(Hue * Math.PI / 180);
        var (a, b) = (Chroma * cos, Chroma * sin);
        var l = Math.Pow(Lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.Pow(Lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.Pow(Lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return (
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static bool IsOnScreen(double linear) => linear is >= -1e-4 and <= 1.0001;

    private static byte ToByte(double linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * Math.Pow(value, 1 / 2.4) - 0.055));
    }
}
