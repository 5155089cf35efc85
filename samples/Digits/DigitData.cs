using CnnGen;
using DigitsSample.Rendering;

namespace DigitsSample;

/// <summary>What the network learns from and what it is tested with.</summary>
internal sealed class DigitData
{
    private readonly Func<int, byte[]> _testImage;
    private readonly Func<int, int> _testLabel;

    private DigitData(string source, IDataset train, IDataset test, Func<int, byte[]> testImage, Func<int, int> testLabel) =>
        (Source, Train, Test, _testImage, _testLabel) = (source, train, test, testImage, testLabel);

    /// <summary>Where the images come from, in words.</summary>
    public string Source { get; }

    public IDataset Train { get; }

    public IDataset Test { get; }

    /// <summary>MNIST, Fashion-MNIST or other images of 28 x 28 pixels in IDX files.</summary>
    /// <exception cref="IOException">The folder or a file is missing or can't be read.</exception>
    /// <exception cref="InvalidDataException">A file is something else.</exception>
    public static DigitData Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{folder}: there is no such folder; --data takes one with the IDX files of MNIST or Fashion-MNIST.");
        var (train, test) = IdxDataset.LoadFolder(folder);
        return new DigitData(folder, train, test, index => test.Image(index).ToArray(), test.Label);
    }

    /// <summary>Digits that the sample draws itself; those for testing are other drawings than those for training.</summary>
    /// <param name="images">Images for training; a fifth as many are for testing.</param>
    public static DigitData Render(int images, ulong seed)
    {
        var train = RenderedDigits.Create(images, seed);
        var test = RenderedDigits.Create(images / 5, ~seed);
        return new DigitData("rendered digits", train, test, index => test.Image(index).ToArray(), test.Label);
    }

    /// <summary>The pixels of a test image: 28 x 28 bytes.</summary>
    public byte[] TestImage(int index) => _testImage(index);

    /// <summary>The class of a test image.</summary>
    public int TestLabel(int index) => _testLabel(index);
}
