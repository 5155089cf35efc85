using System.Buffers.Binary;
using System.IO.Compression;

namespace CnnGen.Runtime.Tests.Data;

public class IdxTests
{
    [Fact]
    public void Read_TakesPlainAndCompressedFiles()
    {
        var idx = Idx([2, 3], [1, 2, 3, 4, 5, 6]);
        foreach (var content in new[] { idx, Gzip(idx) })
        {
            var file = IdxFile.Read(new MemoryStream(content), "f");
            Assert.Equal([2, 3], file.Dimensions);
            Assert.Equal([1, 2, 3, 4, 5, 6], file.Data);
        }
    }

    [Fact]
    public void Read_GrowsOverManyChunks()
    {
        var data = new byte[5_000_000];
        Random.Shared.NextBytes(data);
        Assert.Equal(data, IdxFile.Read(new MemoryStream(Gzip(Idx([5, 1_000_000], data))), "f").Data);
    }

    [Theory]
    [InlineData("", "end within the header")]
    [InlineData("00 00 08", "end within the header")]
    [InlineData("00 00 08 02 00 00 00 01", "end within the header")]
    [InlineData("89 50 4E 47", "starts with the bytes 89 50")]
    [InlineData("00 00 0D 01 00 00 00 00", "element type 0x0d")]
    [InlineData("00 00 08 00", "0 dimensions")]
    [InlineData("00 00 08 09", "9 dimensions")]
    [InlineData("00 00 08 01 FF FF FF FF", "a dimension of 4294967295")]
    [InlineData("00 00 08 03 00 01 00 00 00 01 00 00 00 01 00 00", "larger than")]
    [InlineData("00 00 08 01 00 00 00 02 07", "1 bytes of data, expected 2")]
    [InlineData("00 00 08 01 7F FF FF 00 07", "1 bytes of data, expected 2147483392")]
    [InlineData("00 00 08 01 00 00 00 01 07 07", "more than 1 bytes")]
    [InlineData("00 00 08 02 00 00 00 00 00 00 00 05 07", "more than 0 bytes")]
    [InlineData("1F 8B", "gzip|end within")]
    [InlineData("1F 8B 08 FF 12 34 56 78 9A BC DE", "gzip|end within")]
    public void Read_SaysWhatIsWrong(string hex, string expected)
    {
        var content = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(new MemoryStream(content), "some/file"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
        Assert.StartsWith("some/file: ", error.Message);
        Assert.Contains(expected.Split('|'), part => error.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_LeavesABombUnread()
    {
        // 200 MB of zeros behind a header that declares ten bytes.
        var bomb = new MemoryStream();
        using (var zip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(Idx([10], []));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                zip.Write(zeros);
        }

        bomb.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than 10 bytes", Assert.Throws<InvalidDataException>(() => IdxFile.Read(bomb, "bomb")).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(bomb.Position, 0, 100_000);
    }

    [Fact]
    public void Read_RefusesABombThatItsHeaderDeclares()
    {
        // 64 MB of zeros that the header tells of truly, in 64 KB.
        var bomb = new MemoryStream(Gzip(Idx([64 << 20], new byte[64 << 20])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("unpack it first", Assert.Throws<InvalidDataException>(() => IdxFile.Read(bomb, "bomb")).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_OfDamagedFilesGivesAnErrorOrTheRightShape()
    {
        var idx = Idx([3, 4, 5], [.. Enumerable.Range(0, 60).Select(i => (byte)i)]);
        byte[][] seeds = [idx, Gzip(idx)];
        var random = new Random(1);
        var (errors, good) = (0, 0);
        for (var i = 0; i < 6000; i++)
        {
            var content = Mutation.Of(seeds[i % 2], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var file = IdxFile.Read(new MemoryStream(content), "f");
                Assert.Equal(file.Data.Length, file.Dimensions.Aggregate(1L, (product, dimension) => product * dimension));
                good++;
            }
            catch (InvalidDataException)
            {
                errors++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }

        Assert.True(errors > 1000 && good > 100, $"{errors} errors, {good} good");
    }

    [Fact]
    public void LoadFolder_KnowsBothSpellingsAndCompression()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("train-images-idx3-ubyte"), Idx([2, 2, 3], [.. Enumerable.Range(0, 12).Select(i => (byte)i)]));
        File.WriteAllBytes(folder.File("train-labels-idx1-ubyte.gz"), Gzip(Idx([2], [7, 8])));
        File.WriteAllBytes(folder.File("t10k-images.idx3-ubyte"), Gzip(Idx([1, 2, 3], new byte[6])));
        var error = Assert.Throws<FileNotFoundException>(() => IdxDataset.LoadFolder(folder.Path));
        Assert.Contains("found no t10k labels", error.Message);
        File.WriteAllBytes(folder.File("t10k-labels.idx1-ubyte"), Idx([1], [9]));

        var (train, test) = IdxDataset.LoadFolder(folder.Path);
        Assert.Equal((2, 1, (2, 3, 1), 6), (train.Count, test.Count, train.Shape, train.InputLength));
        Assert.Equal([6f, 7, 8, 9, 10, 11], train.Sample(1).Input);
        Assert.Equal([8f], train.Sample(1).Target);
        Assert.Equal((9, 7), (test.Label(0), train.Label(0)));
    }

    [Theory]
    [InlineData(new[] { 2, 2 }, new[] { 2 }, "found 2 dimensions, expected 3")]
    [InlineData(new[] { 2, 2, 2 }, new[] { 3 }, "found 3 labels, expected 2")]
    [InlineData(new[] { 2, 2, 2 }, new[] { 2, 1 }, "found 2 dimensions, expected 1")]
    [InlineData(new[] { 0, 2, 2 }, new[] { 0 }, "expected at least one image")]
    [InlineData(new[] { 2, 0, 2 }, new[] { 2 }, "expected at least one image")]
    public void Load_RefusesFilesThatDoNotBelongTogether(int[] images, int[] labels, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("i"), Idx(images, new byte[images.Aggregate((a, b) => a * b)]));
        File.WriteAllBytes(folder.File("l"), Idx(labels, new byte[labels.Aggregate((a, b) => a * b)]));
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => IdxDataset.Load(folder.File("i"), folder.File("l"))).Message);
    }

    [Fact]
    public void Load_ReadsColourImages()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("i"), Idx([1, 2, 2, 3], new byte[12]));
        File.WriteAllBytes(folder.File("l"), Idx([1], [4]));
        Assert.Equal((2, 2, 3), IdxDataset.Load(folder.File("i"), folder.File("l")).Shape);
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("fashion-mnist")]
    public void LoadFolder_ReadsThePublishedSets(string name)
    {
        var data = Environment.GetEnvironmentVariable("CNNGEN_DATA");
        if (data is null || !Directory.Exists(Path.Combine(data, name)))
            Assert.Skip($"Set CNNGEN_DATA to a folder with {name} in it.");

        var (train, test) = IdxDataset.LoadFolder(Path.Combine(data, name));
        Assert.Equal((60_000, 10_000, (28, 28, 1)), (train.Count, test.Count, train.Shape));
        Assert.Equal(name == "mnist" ? [5, 0, 4, 1, 9] : [9, 0, 0, 3, 0], Enumerable.Range(0, 5).Select(train.Label));
    }

    private static byte[] Idx(int[] dimensions, byte[] data)
    {
        var header = new byte[4 + 4 * dimensions.Length];
        (header[2], header[3]) = (8, (byte)dimensions.Length);
        for (var i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), dimensions[i]);
        return [.. header, .. data];
    }

    private static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
            zip.Write(content);
        return stream.ToArray();
    }
}
