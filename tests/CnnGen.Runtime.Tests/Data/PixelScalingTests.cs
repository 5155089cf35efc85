namespace CnnGen.Runtime.Tests.Data;

public class PixelScalingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 784)]
    [InlineData(3, 3)]
    [InlineData(3, 45)]
    [InlineData(3, 48 * 5 + 21)]
    [InlineData(4, 100)]
    [InlineData(17, 17 * 33)]
    public void Apply_ScalesEachChannelWithItsOwn(int channels, int length)
    {
        var scale = Enumerable.Range(0, channels).Select(c => 1 / (200f + c)).ToArray();
        var offset = Enumerable.Range(0, channels).Select(c => -0.1f * c).ToArray();
        var pixels = Enumerable.Range(0, length).Select(i => (byte)(i * 37)).ToArray();
        var values = new float[length];
        new PixelScaling(scale, offset).Apply(pixels, values);
        for (var i = 0; i < length; i++)
            Assert.Equal(pixels[i] * scale[i % channels] + offset[i % channels], values[i]);
    }

    [Fact]
    public void Apply_TakesOneScaleForSeveralOffsets()
    {
        var values = new float[6];
        new PixelScaling([2], [1, 2, 3]).Apply([0, 0, 0, 1, 1, 1], values);
        Assert.Equal([1, 2, 3, 3, 4, 5], values);
    }

    [Fact]
    public void Apply_SaysWhatLengthItExpects()
    {
        var scaling = new PixelScaling([1], [0]);
        var error = Assert.Throws<ArgumentException>(() => scaling.Apply(new byte[5], new float[6]));
        Assert.Contains("Found 5 pixel bytes, expected 6", error.Message);
        Assert.Throws<ArgumentException>(() => new PixelScaling([1, 1, 1], [0]).Apply(new byte[4], new float[4]));
        Assert.Throws<ArgumentException>(() => new PixelScaling([1, 1], [0, 0, 0]));
        Assert.Throws<ArgumentException>(() => new PixelScaling([], []));
    }
}
