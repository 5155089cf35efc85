using System.IO.Compression;

namespace CnnGen.Runtime.Tests.Data;

public sealed class CifarTests : IDisposable
{
    private const int Record = 3073;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_TurnsPlanesIntoPixels(bool packed)
    {
        var dataset = CifarDataset.Load(Write("f", Records(3, 7), packed));
        Assert.Equal((2, 3072, 1, (32, 32, 3)), (dataset.Count, dataset.InputLength, dataset.TargetLength, dataset.Shape));
        Assert.Equal((3, 7), (dataset.Label(0), dataset.Label(1)));
        for (var i = 0; i < 2; i++)
        {
            var image = dataset.Image(i);
            for (var pixel = 0; pixel < 1024; pixel++)
            {
                for (var channel = 0; channel < 3; channel++)
                    Assert.Equal(Value(i, channel, pixel), image[3 * pixel + channel]);
            }
        }

        var (input, target) = dataset.Sample(1);
        Assert.Equal([7f], target);
        Assert.Equal(dataset.Image(1).ToArray().Select(value => (float)value), input);
    }

    [Fact]
    public void Load_JoinsFiles()
    {
        var dataset = CifarDataset.Load(Write("a", Records(1, 2)), Write("b", Records(3), packed: true), Write("c", Records(4, 5)));
        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(0, dataset.Count).Select(dataset.Label));
        Assert.Equal(Value(1, 2, 1023), dataset.Image(4)[3071]);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Label(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Image(-1).Length);
        Assert.Throws<ArgumentException>(() => CifarDataset.Load());
    }

    [Fact]
    public void LoadHundred_TakesTheFineLabel()
    {
        byte[] content = [4, 99, .. Records(0)[1..]];
        var dataset = CifarDataset.LoadHundred(Write("train.bin", content));
        Assert.Equal((1, 99, Value(0, 1, 0)), (dataset.Count, dataset.Label(0), dataset.Image(0)[1]));
        Assert.Equal(99, CifarDataset.Open(_folder.Path, train: true).Label(0));
        Assert.Contains("a multiple of 3073", Assert.Throws<InvalidDataException>(() => CifarDataset.Load(_folder.File("train.bin"))).Message);
    }

    [Fact]
    public void Open_FindsThePublishedNames()
    {
        Assert.Contains("found neither test_batch.bin", Assert.Throws<FileNotFoundException>(() => CifarDataset.Open(_folder.Path, train: false)).Message);
        for (var part = 1; part <= 4; part++)
            Write($"data_batch_{part}.bin", Records((byte)part));
        Assert.Contains("found no data_batch_5.bin", Assert.Throws<FileNotFoundException>(() => CifarDataset.Open(_folder.Path, train: true)).Message);
        Write("data_batch_5.bin.gz", Records(5), packed: true);
        Write("test_batch.bin", Records(9, 8));
        var train = CifarDataset.Open(_folder.Path, train: true);
        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(0, train.Count).Select(train.Label));
        Assert.Equal(2, CifarDataset.Open(_folder.Path, train: false).Count);
    }

    [Theory]
    [InlineData(0, 0, "found 0 bytes")]
    [InlineData(Record - 1, 0, "found 3072 bytes, expected a multiple of 3073")]
    [InlineData(Record + 1, 0, "found 3074 bytes")]
    [InlineData(2 * Record, 10, "found the label 10 in record 1, expected 0 to 9")]
    public void Load_SaysWhatIsWrong(int length, byte secondLabel, string expected)
    {
        var content = new byte[length];
        if (length > Record)
            content[Record] = secondLabel;
        foreach (var packed in new[] { false, true })
        {
            var path = Write("bad", content, packed);
            var message = Assert.Throws<InvalidDataException>(() => CifarDataset.Load(path)).Message;
            Assert.StartsWith(path, message);
            Assert.Contains(expected, message);
        }
    }

    [Fact]
    public void Load_RefusesABomb()
    {
        // 20 MB of black airplanes in 20 KB.
        var path = Write("bomb", new byte[6510 * Record], packed: true);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("unpack it first", Assert.Throws<InvalidDataException>(() => CifarDataset.Load(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    }

    [Fact]
    public void Load_OfDamagedFilesGivesAnErrorOrWholeRecords()
    {
        byte[][] seeds = [Records(1, 2), Gzip(Records(3, 4, 5))];
        var random = new Random(2);
        var (errors, good) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            File.WriteAllBytes(_folder.File("f"), Mutation.Of(seeds[i % 2], random));
            try
            {
                var dataset = CifarDataset.Load(_folder.File("f"));
                Assert.InRange(dataset.Count, 1, 3);
                Assert.All(Enumerable.Range(0, dataset.Count), index => Assert.InRange(dataset.Label(index), 0, 9));
                good++;
            }
            catch (InvalidDataException)
            {
                errors++;
            }
        }

        Assert.True(errors > 100 && good > 10, $"{errors} errors, {good} good");
    }

    [Fact]
    public void Load_ReadsTheRealImages()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("CNNGEN_DATA") ?? "", "cifar10", "cifar10-test-2k.bin.gz");
        if (!File.Exists(path))
            Assert.Skip("Set CNNGEN_DATA to a folder with cifar10/cifar10-test-2k.bin.gz in it.");

        var dataset = CifarDataset.Load(path);
        Assert.Equal(2000, dataset.Count);
        Assert.Equal(Enumerable.Repeat(200, 10), Enumerable.Range(0, 2000).GroupBy(dataset.Label).OrderBy(group => group.Key).Select(group => group.Count()));
        var sums = new double[3];
        for (var i = 0; i < 2000; i++)
        {
            var image = dataset.Image(i);
            for (var j = 0; j < image.Length; j++)
                sums[j % 3] += image[j];
        }

        // The means of the whole set, which are published, are .491, .482 and .447.
        double[] means = [.491, .482, .447];
        for (var channel = 0; channel < 3; channel++)
            Assert.InRange(sums[channel] / (2000 * 1024 * 255.0), means[channel] - .01, means[channel] + .01);
    }

    private static byte Value(int image, int channel, int pixel) => (byte)(image * 50 + channel * 7 + pixel * 3);

    private static byte[] Records(params byte[] labels) =>
        [.. labels.SelectMany((label, i) => (byte[])[label, .. Enumerable.Range(0, 3072).Select(j => Value(i, j / 1024, j % 1024))])];

    private string Write(string name, byte[] content, bool packed = false)
    {
        File.WriteAllBytes(_folder.File(name), packed ? Gzip(content) : content);
        return _folder.File(name);
    }

    private static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal))
            zip.Write(content);
        return stream.ToArray();
    }
}
