namespace CnnGen.Runtime.Tests.Drawing;

public class PictureTests
{
    private static readonly Rgb s_white = new(255, 255, 255);

    [Theory, InlineData(1, 1), InlineData(7, 5), InlineData(300, 2)]
    public void A_gray_file_holds_the_pixels(int width, int height)
    {
        byte[] pixels = [.. Enumerable.Range(0, width * height).Select(i => (byte)(i * 37))];
        using var file = new MemoryStream();
        PngWriter.WriteGray(file, pixels, width, height);
        var read = DecodedPng.Of(file.ToArray());
        Assert.Equal((width, height, 1), (read.Width, read.Height, read.Channels));
        Assert.Equal(pixels, read.Pixels);
    }

    [Fact]
    public void A_colour_file_holds_the_pixels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 6 * 4 * 3).Select(i => (byte)(255 - (i * 11)))];
        using var file = new MemoryStream();
        PngWriter.WriteRgb(file, pixels, 6, 4);
        var read = DecodedPng.Of(file.ToArray());
        Assert.Equal((6, 4, 3), (read.Width, read.Height, read.Channels));
        Assert.Equal(pixels, read.Pixels);
    }

    [Fact]
    public void Pixels_that_do_not_fit_are_refused_with_both_numbers()
    {
        var error = Assert.Throws<ArgumentException>(() => PngWriter.WriteGray(Stream.Null, new byte[5], 2, 3));
        Assert.Contains("5", error.Message);
        Assert.Contains("3 x 2", error.Message);
    }

    [Fact]
    public void Filters_are_red_where_positive_and_blue_where_negative()
    {
        // One 1 x 1 kernel of one input and two outputs: a strong positive weight and a strong negative one.
        var picture = FilterGrid.Render([1f, -1f], 1, 1, 1, 2);
        var colors = Colors(picture);
        Assert.Contains(colors, color => color.R > 150 && color.B < 100);
        Assert.Contains(colors, color => color.B > 150 && color.R < 100);
    }

    [Fact]
    public void Feature_maps_have_a_tile_a_channel_and_honour_row_strides()
    {
        float[] tight = [0, 1, 2, 3, 4, 5, 6, 7];
        float[] withBorder = [0, 1, 2, 3, 99, 99, 4, 5, 6, 7];
        var expected = FeatureMapGrid.Render(tight, 2, 2, 2);
        Assert.Equal(expected.Pixels.ToArray(), FeatureMapGrid.Render(withBorder, 2, 2, 2, rowStride: 6).Pixels.ToArray());
        Assert.True(FeatureMapGrid.Render(new float[2 * 2 * 32], 2, 2, 32).Width > expected.Width);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FilterGrid.Render(new float[5], 3, 3, 1, 1));
        Assert.Throws<ArgumentException>(() => FeatureMapGrid.Render(new float[5], 2, 2, 2));
    }

    [Fact]
    public void A_chart_shows_its_series_and_is_the_same_in_any_culture()
    {
        static Bitmap Draw() => new LineChart { Title = "loss", XLabel = "epoch", YLabel = "loss" }
            .Add("loss", [1.5, 0.7, 0.4]).Add("val_loss", [1.2, 0.6, 0.5]).Render(300, 200);
        var picture = Draw();
        Assert.Equal((300, 200), (picture.Width, picture.Height));
        Assert.True(Colors(picture).Count > 3);
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var comma = (System.Globalization.CultureInfo)culture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            System.Globalization.CultureInfo.CurrentCulture = comma;
            Assert.Equal(picture.Pixels.ToArray(), Draw().Pixels.ToArray());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_chart_of_a_single_point_or_of_equal_values_can_be_drawn()
    {
        var point = new LineChart().Add("loss", [0.5]).Render(300, 200);
        var level = new LineChart().Add("loss", [0.5, 0.5, 0.5]).Render(300, 200);
        Assert.True(Colors(point).Count > 1);
        Assert.True(Colors(level).Count > 1);
    }

    [Fact]
    public void Text_leaves_marks_and_stays_inside_the_picture()
    {
        var picture = new Bitmap(40, 12, s_white);
        picture.DrawText(30, 2, "0.9912", new Rgb(0, 0, 0));
        Assert.Contains(new Rgb(0, 0, 0), Colors(picture));
    }

    private static HashSet<Rgb> Colors(Bitmap picture)
    {
        var colors = new HashSet<Rgb>();
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++) colors.Add(picture[x, y]);
        }

        return colors;
    }
}
