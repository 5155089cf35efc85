using System.Runtime.Intrinsics;

namespace CnnGen.Layers.Tests;

/// <summary>A NaN is the maximum of each window that it is in, and of no other: a network that has diverged says so.</summary>
public sealed class NaNTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void A_NaN_goes_through_max_pooling(int bits)
    {
        Assert.SkipUnless(bits == 128 || (bits == 256 ? Vector256.IsHardwareAccelerated : Vector512.IsHardwareAccelerated), $"This machine has no vectors of {bits} bits.");
        var item = MaxPooling2DCases.All.First();
        Assert.Equal((4, 6, 16), item.Input);
        using var network = GeneratedCases<MaxPooling2DCases>.Create(item, bits);
        var image = new float[4 * 6 * 16];
        // The pixel in row 3, column 2, of which the convolution before makes a NaN in all channels.
        image[(((3 * 6) + 2) * 16) + 5] = float.NaN;
        var output = network.PredictOne(image).ToArray();
        const int window = ((1 * 3) + 1) * 16;
        for (int i = 0; i < output.Length; i++) Assert.Equal(i is >= window and < window + 16, float.IsNaN(output[i]));
    }
}
