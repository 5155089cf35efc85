using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Images;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_ListsClassesAndFilesInOrdinalOrder()
    {
        Write("b/2.png", 1);
        Write("b/10.PNG", 2);
        Write("a/deep/er/x.bmp", 3);
        Write("Z/y.jpeg", 4);
        Directory.CreateDirectory(_folder.File(".hidden"));
        File.WriteAllText(_folder.File("a/notes.txt"), "");
        var data = ImageFolderDataset.Open(_folder.Path, 1, 2, 3);
        Assert.Equal(["Z", "a", "b"], data.ClassNames);
        Assert.Equal((4, 6, 1, (1, 2, 3)), (data.Count, data.InputLength, data.TargetLength, data.Shape));
        Assert.Equal([4, 3, 2, 1], Enumerable.Range(0, 4).Select(i => (int)data.Image(i)[5]));
        Assert.Equal([0, 1, 2, 2], Enumerable.Range(0, 4).Select(data.Label));
        Assert.Equal("10.PNG", Path.GetFileName(data.FilePath(2)));
        var (input, target) = data.Sample(2);
        Assert.Equal([2f, 2, 2, 2, 2, 2], input);
        Assert.Equal([2f], target);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(4));
    }

    [Fact]
    public void ClassNames_AreTheOrderOfTheIndices()
    {
        Write("cat/1.png", 10);
        Write("dog/1.png", 20);
        var data = ImageFolderDataset.Open(_folder.Path, 1, 1, 1, new ImageFolderOptions { ClassNames = ["dog", "cat"] });
        Assert.Equal((20, 10), (data.Image(0)[0], data.Image(1)[0]));
        Assert.Equal((0, 1), (data.Label(0), data.Label(1)));
        var error = Assert.Throws<InvalidDataException>(() => ImageFolderDataset.Open(_folder.Path, 1, 1, 1, new ImageFolderOptions { ClassNames = ["dog", "fox"] }));
        Assert.Contains("missing: fox; not a class: cat", error.Message);
        Assert.Throws<ArgumentException>(() => ImageFolderDataset.Open(_folder.Path, 1, 1, 1, new ImageFolderOptions { ClassNames = ["dog", "cat", "dog"] }));
    }

    [Fact]
    public void Open_ForANetworkTakesItsShapeAndLabels()
    {
        Write("triangle/1.png", 30);
        Write("square/1.png", 20);
        Directory.CreateDirectory(_folder.File("circle"));
        using var network = LinearNetwork.Classifier();
        var data = ImageFolderDataset.Open(_folder.Path, network);
        Assert.Equal(["circle", "square", "triangle"], data.ClassNames);
        Assert.Equal((2, (2, 3, 1), 1, 2), (data.Count, data.Shape, data.Label(0), data.Label(1)));
        Assert.Equal(2, network.Fit(data, new FitOptions { Epochs = 2 }).Epochs);
        Write("hexagon/1.png", 3);
        Assert.Contains("not a class: hexagon", Assert.Throws<InvalidDataException>(() => ImageFolderDataset.Open(_folder.Path, network)).Message);
    }

    [Fact]
    public void Open_RefusesAFolderWithoutImages()
    {
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolderDataset.Open(_folder.File("no"), 1, 1, 1));
        Directory.CreateDirectory(_folder.File("a"));
        File.WriteAllText(_folder.File("a/readme.txt"), "");
        Assert.Contains("found no images", Assert.Throws<InvalidDataException>(() => ImageFolderDataset.Open(_folder.Path, 1, 1, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFolderDataset.Open(_folder.Path, 1, 1, 2));
    }

    [Fact]
    public void Cache_KeepsWhatWasRead()
    {
        Write("a/1.png", 10);
        Write("a/2.png", 20);
        var plain = ImageFolderDataset.Open(_folder.Path, 1, 1, 1);
        var first = ImageFolderDataset.Open(_folder.Path, 1, 1, 1, new ImageFolderOptions { Cache = true });
        var all = ImageFolderDataset.Open(_folder.Path, 1, 1, 1, new ImageFolderOptions { Cache = true });
        Assert.Equal(10, first.Image(0)[0]);
        all.Preload(TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => plain.Preload(TestContext.Current.CancellationToken));
        Write("a/1.png", 11);
        Write("a/2.png", 21);
        Assert.Equal((11, 10, 10), (plain.Image(0)[0], first.Image(0)[0], all.Image(0)[0]));
        Assert.Equal((21, 21, 20), (plain.Image(1)[0], first.Image(1)[0], all.Image(1)[0]));
    }

    [Fact]
    public void ADamagedFile_IsNamed()
    {
        Write("circle/1.png", 10);
        Directory.CreateDirectory(_folder.File("square"));
        Directory.CreateDirectory(_folder.File("triangle"));
        File.WriteAllBytes(_folder.File("circle/2.jpg"), ImageBytes.Jpeg(1, 1, [3])[..^9]);
        using var network = LinearNetwork.Classifier();
        var data = ImageFolderDataset.Open(_folder.Path, network, new ImageFolderOptions { Cache = true });
        foreach (var error in new[]
        {
            Assert.Throws<DatasetException>(() => network.Fit(data, new FitOptions())),
            Assert.Throws<DatasetException>(() => data.Preload(TestContext.Current.CancellationToken)),
        })
        {
            Assert.Equal(1, error.Index);
            Assert.IsType<InvalidDataException>(error.InnerException);
            Assert.Contains("2.jpg", error.Message);
        }
    }

    [Fact]
    public void LinkedFilesAreRead_LinkedFoldersAreNot()
    {
        Write("a/1.png", 10);
        try
        {
            File.CreateSymbolicLink(_folder.File("a/2.png"), _folder.File("a/1.png"));
            Directory.CreateSymbolicLink(_folder.File("a/round"), _folder.File("a"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"Links can't be made here: {exception.Message}");
        }

        Assert.Equal(2, ImageFolderDataset.Open(_folder.Path, 1, 1, 1).Count);
    }

    [Fact]
    public void Photographs_AreRead()
    {
        var photographs = Path.Combine(Environment.GetEnvironmentVariable("CNNGEN_DATA") ?? "", "localization", "images");
        if (!Directory.Exists(photographs))
            Assert.Skip("Set CNNGEN_DATA to a folder with localization/images in it, which has folders of JPEG files.");

        var data = ImageFolderDataset.Open(photographs, 32, 32, 3);
        Assert.Equal(["airplane", "face", "motorcycle"], data.ClassNames);
        Assert.Equal([799, 435, 798], Enumerable.Range(0, data.Count).GroupBy(data.Label).Select(group => group.Count()));
        foreach (var index in (int[])[0, 900, 2000])
        {
            // The sizes are those that manifest.csv has, and photographs are neither black nor flat.
            var path = data.FilePath(index);
            var row = File.ReadLines(Path.Combine(photographs, "..", "manifest.csv"))
                .Single(line => line.StartsWith("images/" + Path.GetRelativePath(photographs, path).Replace('\\', '/') + ",", StringComparison.Ordinal)).Split(',');
            var image = ImageFile.Decode(path);
            Assert.Equal((row[7], row[6]), ($"{image.Height}", $"{image.Width}"));
            var (mean, small) = (image.Bytes.Average(value => value), data.Image(index).ToArray());
            Assert.Equal(mean, small.Average(value => value), 1.0);
            Assert.True(small.Max() - small.Min() > 100);
        }
    }

    private void Write(string name, byte value)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = Enumerable.Repeat(value, 12).ToArray();
        File.WriteAllBytes(path, Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".BMP" => ImageBytes.Bmp(2, 2, pixels),
            ".JPEG" => ImageBytes.Jpeg(1, 1, [value]),
            _ => ImageBytes.Png(2, 2, 3, pixels),
        });
    }
}
