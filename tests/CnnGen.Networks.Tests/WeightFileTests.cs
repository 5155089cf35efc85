using CnnGen.Networks.Tests.Data;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>Weights come back from their file bit for bit, or not at all.</summary>
public sealed class WeightFileTests : IDisposable
{
    private static readonly SegmentDigits s_digits = new(20);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("digits.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALoadedNetworkPredictsTheSameBits()
    {
        using var saved = new Digits();
        saved.Fit(s_digits);
        saved.Save(Path);
        using var loaded = Digits.Load(Path);
        Assert.Equal(saved.AllWeights(), loaded.AllWeights());
        for (var i = 0; i < s_digits.Count; i++)
            Assert.Equal(saved.Predict(s_digits.Image(i)).Digit.Probabilities.ToArray(), loaded.Predict(s_digits.Image(i)).Digit.Probabilities.ToArray());
    }

    [Fact]
    public void TwoHeadsComeBackToo()
    {
        var image = new Shapes(1, seed: 3).Image(0);
        using var saved = new Locator();
        saved.ResetWeights(9);
        saved.Save(Path);
        using var loaded = Locator.Load(Path, Device.Cpu(1));
        Assert.Equal(saved.Predict(image).LocOutput, loaded.Predict(image).LocOutput);
        Assert.Equal(saved.Predict(image).ClassOutput.Probabilities.ToArray(), loaded.Predict(image).ClassOutput.Probabilities.ToArray());
    }

    [Fact]
    public void SavingTwiceGivesTheSameBytes()
    {
        using var network = new Digits();
        network.Save(Path);
        var bytes = File.ReadAllBytes(Path);
        network.Save(Path);
        Assert.Equal(bytes, File.ReadAllBytes(Path));
    }

    [Fact]
    public void TheFileOfTheOtherNetworkIsRefusedWithEachDifference()
    {
        using (var other = new Locator())
            other.Save(Path);
        var message = Refused();
        Assert.Contains("saved by \"Locator\", does not hold the weights of Digits", message);
        Assert.Contains("\"conv2d_1.kernel\" is 5 x 5 x 3 x 16, expected 3 x 3 x 1 x 32", message);
        Assert.Contains("\"digit.bias\" (10) is missing", message);
        Assert.Contains("\"conv2d_3.kernel\" (3 x 3 x 32 x 64) is in the file but not in the network", message);
        Assert.Contains("does not hold", Assert.Throws<InvalidDataException>(() => Digits.Load(Path)).Message);
    }

    [Theory]
    [InlineData(0, "cut off")]
    [InlineData(7, "cut off")]
    [InlineData(8, "cut off")]
    [InlineData(300, "cut off")]
    [InlineData(2000, "bytes of data")]
    [InlineData(-1, "bytes of data")]
    public void ATruncatedFileIsRefused(int length, string message)
    {
        var bytes = SaveOther();
        File.WriteAllBytes(Path, length < 0 ? bytes[..^1] : bytes[..length]);
        Assert.Contains(message, Refused());
    }

    [Fact]
    public void ATailIsRefused()
    {
        File.WriteAllBytes(Path, [.. SaveOther(), 0]);
        Assert.Contains("bytes of data", Refused());
    }

    [Theory]
    [InlineData("")]
    [InlineData("These are no weights.")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0")]
    [InlineData("\u0089HDF\r\n\u001a\n                                        ")]
    public void AForeignFileIsRefused(string content)
    {
        File.WriteAllBytes(Path, [.. content.Select(letter => (byte)letter)]);
        Assert.Contains(Path, Refused());
    }

    /// <summary>A flip among the sizes and the header is found, or hits a text that decides nothing: then the weights are those of the file.</summary>
    [Fact]
    public void AFlippedBitInSizesAndHeaderIsFoundOrHarmless()
    {
        var bytes = SaveOther(out var weights);
        var headerEnd = 8 + BitConverter.ToInt32(bytes);
        var harmless = 0;
        using var network = new Digits();
        var before = network.AllWeights();
        for (var place = 0; place < headerEnd; place++)
        {
            Flip(place);
            try
            {
                network.LoadWeights(Path);
                Assert.Equal(weights, network.AllWeights());
                harmless++;
                network.ResetWeights();
            }
            catch (InvalidDataException exception)
            {
                Assert.Contains(Path, exception.Message);
            }

            Flip(place);
        }

        // Harmless: the texts of "format", "network" and "contract" with their keys, and the key of the hash.
        Assert.InRange(harmless, 1, 60);
        Assert.Equal(before, network.AllWeights());

        void Flip(int place)
        {
            bytes[place] ^= 1;
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Write);
            file.Position = place;
            file.WriteByte(bytes[place]);
        }
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        Assert.Contains(Path, Assert.Throws<FileNotFoundException>(() => Digits.Load(Path)).Message);
    }

    private byte[] SaveOther() => SaveOther(out _);

    /// <summary>The file of a network with other weights than a new one.</summary>
    private byte[] SaveOther(out float[] weights)
    {
        using var network = new Digits();
        network.ResetWeights(4);
        network.Save(Path);
        weights = network.AllWeights();
        return File.ReadAllBytes(Path);
    }

    /// <summary>The message with which the file is refused; the network stays as it was.</summary>
    private string Refused()
    {
        using var network = new Digits();
        var before = network.AllWeights();
        var probabilities = network.Predict(s_digits.Image(0)).Digit.Probabilities.ToArray();
        var message = Assert.Throws<InvalidDataException>(() => network.LoadWeights(Path)).Message;
        Assert.Equal(before, network.AllWeights());
        Assert.Equal(probabilities, network.Predict(s_digits.Image(0)).Digit.Probabilities.ToArray());
        return message;
    }
}
