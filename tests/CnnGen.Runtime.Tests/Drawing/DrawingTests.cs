using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Runtime.Tests.Drawing;

public class DrawingTests
{
    [Fact]
    public void SavePng_WritesThePicture()
    {
        using var folder = new TemporaryFolder();
        var bitmap = new Bitmap(20, 10, Rgb.White);
        bitmap.FillRectangle(-5, 2, 10, 3, new Rgb(1, 2, 3));
        bitmap.SavePng(folder.File("p.png"));
        Assert.Equal(bitmap.Pixels.ToArray(), DecodedPng.Of(File.ReadAllBytes(folder.File("p.png"))).Pixels);
        Assert.Equal([folder.File("p.png")], Directory.GetFiles(folder.Path));
        Assert.Equal((new Rgb(1, 2, 3), Rgb.White), (bitmap[4, 4], bitmap[5, 4]));
    }

    [Fact]
    public void Drawing_OutsideThePictureIsHarmless()
    {
        var bitmap = new Bitmap(8, 8, Rgb.White);
        bitmap.DrawLine(-1e9, -50, 1e9, -50, Rgb.Black, 3);
        bitmap.DrawRectangle(-10, -10, 100, 100, Rgb.Black);
        bitmap.FillRectangle(int.MaxValue, 0, int.MaxValue, 5, Rgb.Black);
        bitmap.DrawText(-100, 900, "gone", Rgb.Black);
        Assert.False(bitmap.Pixels.ContainsAnyExcept((byte)255));
        Assert.Throws<ArgumentException>(() => bitmap.DrawLine(0, 0, double.NaN, 1, Rgb.Black));
        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap[8, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bitmap(30_000, 30_000, Rgb.White));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bitmap(0, 1, Rgb.White));
    }

    [Theory]
    [InlineData(0, 0, 8, 6)]
    [InlineData(3, 2, 7, 7)]
    [InlineData(-3, -2, 8, 6)]
    [InlineData(5, 5, 20, 20)]
    [InlineData(2, 1, 2, 1)]
    [InlineData(40, 0, 8, 6)]
    public void APicture_IsDrawnByItsNearestPixels(int left, int top, int width, int height)
    {
        var source = new Bitmap(4, 3, Rgb.White);
        for (var i = 0; i < 12; i++)
            source[i % 4, i / 4] = new Rgb((byte)i, (byte)(2 * i), (byte)(3 * i));
        var bitmap = new Bitmap(12, 10, Rgb.White);
        bitmap.DrawBitmap(left, top, width, height, source);
        for (var i = 0; i < 120; i++)
        {
            var (x, y) = (i % 12 - left, i / 12 - top);
            var isInside = x >= 0 && y >= 0 && x < width && y < height;
            Assert.Equal(isInside ? source[x * 4 / width, y * 3 / height] : Rgb.White, bitmap[i % 12, i / 12]);
        }
    }

    [Fact]
    public void Line_CoversItsLengthTimesItsThickness()
    {
        foreach (var angle in new[] { 0, 0.3, 0.8, 1.4 })
        {
            var bitmap = new Bitmap(100, 100, Rgb.White);
            bitmap.DrawLine(20.3, 20.6, 20.3 + 60 * Math.Cos(angle), 20.6 + 60 * Math.Sin(angle), Rgb.Black, 4);
            var ink = bitmap.Pixels.ToArray().Sum(value => (255 - value) / 255.0) / 3;
            Assert.Equal(60 * 4 + Math.PI * 4, ink, 4.0);
        }
    }

    [Fact]
    public void Font_HasAGlyphOfItsOwnForEachCharacter()
    {
        var looks = new HashSet<string>();
        for (var letter = ' '; letter <= '~'; letter++)
            Assert.True(looks.Add(Look(letter)), $"'{letter}' looks like another.");
        Assert.Equal(Look('?'), Look('é'));
        Assert.DoesNotContain('#', Look(' '));

        static string Look(char letter) => string.Concat(
            Enumerable.Range(0, 45).Select(i => PixelFont.IsInked(letter, i % 5, i / 5) ? '#' : '.'));
    }

    [Fact]
    public void TextUpward_IsTheTextTurned()
    {
        var (flat, upright) = (new Bitmap(80, 40, Rgb.White), new Bitmap(40, 80, Rgb.White));
        flat.DrawText(3, 4, "Ag1", Rgb.Black, 2);
        upright.DrawTextUpward(4, 80 - 3, "Ag1", Rgb.Black, 2);
        for (var y = 0; y < 40; y++)
        {
            for (var x = 0; x < 80; x++)
                Assert.Equal(flat[x, y], upright[y, 79 - x]);
        }
    }

    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.03, 0.91, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3, 12, 5, "-5 0 5 10 15")]
    [InlineData(0.9811, 0.9879, 4, "0.980 0.982 0.984 0.986 0.988")]
    [InlineData(5, 5, 3, "4.5 5.0 5.5")]
    [InlineData(0, 0, 2, "-1 0 1")]
    [InlineData(0, 2e7, 2, "0 1e7 2e7")]
    public void Ticks_AreRound(double low, double high, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', new AxisTicks(low, high, most).All().Select(tick => tick.Label)));

    [Fact]
    public void Chart_PutsThePointsWhereTheyBelong()
    {
        var chart = new LineChart { Title = "t", XLabel = "x", YLabel = "y" }.Add("a", [0, 1, double.NaN, 0]).Render(600, 400);
        var ink = new List<(int X, int Y)>();
        for (var y = 90; y < 400; y++)
        {
            for (var x = 0; x < 600; x++)
            {
                if (chart[x, y] == new Rgb(38, 98, 190))
                    ink.Add((x, y));
            }
        }

        // Down at the left, up a third of the way right, nothing for the missing value, down at the right end.
        var (left, right) = (ink.Min(p => p.X), ink.Max(p => p.X));
        var third = ink.Where(p => p.Y == ink.Min(q => q.Y)).Average(p => p.X);
        Assert.Equal(left + (right - left) / 3.0, third, 4.0);
        Assert.DoesNotContain(ink, p => p.X > third + 8 && p.X < right - 12);
        Assert.InRange(ink.Where(p => p.X > right - 4).Min(p => p.Y), ink.Max(p => p.Y) - 8, ink.Max(p => p.Y));
    }

    [Fact]
    public void Chart_TakesNoSeriesOneValueAndNothingFinite()
    {
        Assert.Equal(240, new LineChart().Render(240, 160).Width);
        new LineChart().Add("one", [5]).Render();
        new LineChart().Add("none", [double.NaN, double.PositiveInfinity]).Render();
        Assert.Throws<ArgumentException>(() => new LineChart().Add(new LineSeries("s", [1], [1, 2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LineChart().Render(100, 100));
    }

    [Fact]
    public void FeatureMaps_SkipTheBorderBetweenRows()
    {
        // 2 x 2 x 1 with rows three apart: what lies between is not drawn and does not count for the range.
        var grid = FeatureMapGrid.Render([0, 1, 99, 1, 0], 2, 2, 1, rowStride: 3);
        Assert.Equal(ColorMap.Glow(0), grid[8 + 4, 18 + 4]);
        Assert.Equal(ColorMap.Glow(1), grid[8 + 80, 18 + 4]);
        Assert.Equal(ColorMap.Glow(1), grid[8 + 4, 18 + 80]);
        Assert.Equal(ColorMap.Glow(0), grid[8 + 80, 18 + 80]);
        Assert.Throws<ArgumentException>(() => FeatureMapGrid.Render(new float[4], 2, 2, 1, rowStride: 3));
        Assert.Throws<ArgumentException>(() => FeatureMapGrid.Render(new float[4], 2, 2, 1, rowStride: 1));
        FeatureMapGrid.Render(new float[8], 2, 2, 2);
    }
}
