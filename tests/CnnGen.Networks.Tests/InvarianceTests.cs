using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>What a course on convolutional networks says of them: convolutions move with the image, pooling forgives a small move.</summary>
public sealed class InvarianceTests
{
    private const int Side = SegmentDigits.Side;

    private static readonly SegmentDigits s_digits = new(10);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public void AConvolutionMovesWithTheImage(int right, int down)
    {
        const int side = 26;
        const int channels = 32;
        using var network = new Digits();
        for (var digit = 0; digit < 10; digit++)
        {
            var map = Activation(network, "conv2d_1", s_digits.Image(digit));
            var moved = Activation(network, "conv2d_1", Moved(s_digits.Image(digit), right, down));
            for (var y = down; y < side; y++)
            {
                // Pixels in other lanes or tiles may be summed with other roundings, by a few units in the last place of values below 2.
                var length = (side - right) * channels;
                var row = map.AsSpan((y - down) * side * channels, length);
                var movedRow = moved.AsSpan((y * side + right) * channels, length);
                for (var i = 0; i < length; i++)
                    Assert.Equal(row[i], movedRow[i], 1e-6f);
            }
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void PoolingForgivesAMoveByAPixel(int right, int down)
    {
        using var network = new Digits();
        for (var digit = 0; digit < 10; digit++)
        {
            var image = s_digits.Image(digit);
            var moved = Moved(image, right, down);
            var unpooled = Change(Activation(network, "conv2d_1", image), Activation(network, "conv2d_1", moved));
            var pooled = Change(Activation(network, "max_pooling2d_1", image), Activation(network, "max_pooling2d_1", moved));
            Assert.True(pooled < unpooled, $"digit {digit}: {pooled} after pooling, {unpooled} before");
        }
    }

    [Fact]
    public void ActivationsHaveTheShapesOfTheirLayers()
    {
        using var network = new Digits();
        Assert.Throws<InvalidOperationException>(() => network.GetActivation("conv2d_1"));
        network.Predict(s_digits.Image(0));
        Assert.Equal(26 * 26 * 32, network.GetActivation("conv2d_1").Length);
        Assert.Equal(5 * 5 * 64, network.GetActivation("max_pooling2d_2").Length);
        Assert.Equal(network.GetActivation("max_pooling2d_2"), network.GetActivation("flatten_1"));
        Assert.Contains("conv2d_2", Assert.Throws<ArgumentException>(() => network.GetActivation("conv2d_3")).Message);
    }

    /// <summary>The activation is the maximum of the four that it pools.</summary>
    [Fact]
    public void APooledPixelIsTheLargestOfFour()
    {
        using var network = new Digits();
        network.Predict(s_digits.Image(5));
        var (map, pooled) = (network.GetActivation("conv2d_1"), network.GetActivation("max_pooling2d_1"));
        for (var i = 0; i < pooled.Length; i++)
        {
            var (channel, x, y) = (i % 32, i / 32 % 13, i / 32 / 13);
            var corner = (2 * y * 26 + 2 * x) * 32 + channel;
            Assert.Equal(Math.Max(Math.Max(map[corner], map[corner + 32]), Math.Max(map[corner + 26 * 32], map[corner + 27 * 32])), pooled[i]);
        }
    }

    /// <summary>How much two maps differ: the length of their difference over the length of the first.</summary>
    private static double Change(float[] first, float[] second) =>
        Math.Sqrt(first.Zip(second, (a, b) => ((double)a - b) * (a - b)).Sum() / first.Sum(value => (double)value * value));

    private static float[] Activation(Digits network, string layer, byte[] image)
    {
        network.Predict(image);
        return network.GetActivation(layer);
    }

    /// <summary>The image moved to the right and down; black comes in.</summary>
    private static byte[] Moved(byte[] image, int right, int down)
    {
        var moved = new byte[image.Length];
        for (var y = down; y < Side; y++)
            image.AsSpan((y - down) * Side, Side - right).CopyTo(moved.AsSpan(y * Side + right));
        return moved;
    }
}
