namespace CnnGen.Runtime.Tests.Drawing;

/// <summary>Colours of numbers: equal steps are seen as equal.</summary>
public sealed class ColorMapTests
{
    [Fact]
    public void Each_step_is_brighter_by_about_as_much_as_the_next()
    {
        var lightness = Enumerable.Range(0, 21).Select(step => Lightness(ColorMap.Glow(step / 20.0))).ToArray();
        var steps = lightness.Zip(lightness.Skip(1), (dark, bright) => bright - dark).ToArray();
        Assert.InRange(lightness[0], 0, 0.2);
        Assert.InRange(lightness[^1], 0.93, 1);
        Assert.All(steps, step => Assert.InRange(step, 0.031, 0.051));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Numbers_outside_have_the_colour_of_the_nearest_end(double value) =>
        Assert.Equal(ColorMap.Glow(Math.Clamp(value, 0, 1)), ColorMap.Glow(value));

    /// <summary>The L of OKLab, by the definition from linear sRGB (Ottosson 2020): another direction than the one that the colours are made by.</summary>
    private static double Lightness(Rgb color)
    {
        static double Linear(byte channel)
        {
            var value = channel / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        var (r, g, b) = (Linear(color.R), Linear(color.G), Linear(color.B));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }
}
