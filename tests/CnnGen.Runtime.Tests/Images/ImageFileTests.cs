using System.Buffers.Binary;
using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Images;

public sealed class ImageFileTests
{
    private static readonly byte[] s_pixels = [.. Enumerable.Range(0, 5 * 7 * 3).Select(i => (byte)(i * 53))];

    [Fact]
    public void Decode_ReadsPngAndBmpExactly()
    {
        foreach (var content in (byte[][])[ImageBytes.Png(5, 7, 3, s_pixels), ImageBytes.Bmp(5, 7, s_pixels)])
        {
            var image = ImageFile.Decode(new MemoryStream(content));
            Assert.Equal((5, 7, 3), (image.Height, image.Width, image.Channels));
            Assert.Equal(s_pixels, image.Bytes);
        }

        byte[] gray = [.. s_pixels.Take(35)];
        Assert.Equal(gray, ImageFile.Decode(new MemoryStream(ImageBytes.Png(5, 7, 1, gray)), channels: 1).Bytes);
        Assert.Equal(gray.SelectMany(value => new[] { value, value, value }), ImageFile.Decode(new MemoryStream(ImageBytes.Png(5, 7, 1, gray))).Bytes);
    }

    [Fact]
    public void Decode_ReadsJpeg()
    {
        var image = ImageFile.Decode(new MemoryStream(ImageBytes.Jpeg(2, 3, [0, 50, 100, 150, 200, 255])), channels: 1);
        Assert.Equal((16, 24), (image.Height, image.Width));
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 24; x++)
                Assert.Equal(new[] { 0, 50, 100, 150, 200, 255 }[y / 8 * 3 + x / 8], image.Bytes[y * 24 + x]);
        }
    }

    // Where the blocks 1 and 2, in a row, stand after turning: 10 for the first, 200 for the second, in reading order.
    [Theory]
    [InlineData(1, 8, 16, 10, 200)]
    [InlineData(2, 8, 16, 200, 10)]
    [InlineData(3, 8, 16, 200, 10)]
    [InlineData(4, 8, 16, 10, 200)]
    [InlineData(5, 16, 8, 10, 200)]
    [InlineData(6, 16, 8, 10, 200)]
    [InlineData(7, 16, 8, 200, 10)]
    [InlineData(8, 16, 8, 200, 10)]
    [InlineData(9, 8, 16, 10, 200)]
    public void Decode_TurnsAsExifSays(byte orientation, int height, int width, int first, int last)
    {
        var image = ImageFile.Decode(new MemoryStream(ImageBytes.Jpeg(1, 2, [10, 200], orientation)), channels: 1);
        Assert.Equal((height, width, first, last), (image.Height, image.Width, image.Bytes[0], image.Bytes[^1]));
    }

    [Theory]
    [InlineData(2, "b a / d c / f e")]
    [InlineData(3, "f e / d c / b a")]
    [InlineData(4, "e f / c d / a b")]
    [InlineData(5, "a c e / b d f")]
    [InlineData(6, "e c a / f d b")]
    [InlineData(7, "f d b / e c a")]
    [InlineData(8, "b d f / a c e")]
    public void Turned_IsWhatTheOrientationMeans(int orientation, string expected)
    {
        var image = new ImagePixels(3, 2, 1, [.. "abcdef"u8]).Turned(orientation);
        var rows = Enumerable.Range(0, image.Height).Select(y => string.Join(' ', image.Bytes.Skip(y * image.Width).Take(image.Width).Select(value => (char)value)));
        Assert.Equal(expected, string.Join(" / ", rows));
    }

    [Fact]
    public void Resize_AveragesAreas()
    {
        var image = new ImagePixels(2, 4, 1, [0, 100, 10, 30, 200, 100, 50, 70]);
        Assert.Equal([100, 40], image.Resize(1, 2).Bytes);
        // Thirds of four: the pixels 0 and a third of 1, and so on.
        Assert.Equal([25, 55, 25], new ImagePixels(1, 4, 1, [0, 100, 10, 30]).Resize(1, 3).Bytes);
        Assert.Same(image, image.Resize(2, 4));
        Assert.Equal([70, 35], new ImagePixels(1, 4, 2, [100, 0, 40, 70, 60, 20, 80, 50]).Resize(1, 1).Bytes);
    }

    [Fact]
    public void Resize_InterpolatesBetweenCentres()
    {
        Assert.Equal([0, 25, 75, 100], new ImagePixels(1, 2, 1, [0, 100]).Resize(1, 4).Bytes);
        Assert.Equal([7, 7, 7, 7, 7, 7], new ImagePixels(1, 1, 1, [7]).Resize(2, 3).Bytes);
        // Larger one way, smaller the other.
        Assert.Equal([50, 75, 125, 150], new ImagePixels(2, 2, 1, [0, 100, 100, 200]).Resize(1, 4).Bytes);
    }

    [Fact]
    public void Resize_KeepsAConstantImageAndTheMeanOfALargeOne()
    {
        var constant = new ImagePixels(97, 61, 3, [.. Enumerable.Range(0, 97 * 61).SelectMany(_ => new byte[] { 255, 0, 77 })]);
        foreach (var (height, width) in new[] { (32, 32), (200, 10), (1, 1), (98, 62) })
            Assert.All(constant.Resize(height, width).Bytes.Chunk(3), pixel => Assert.Equal([255, 0, 77], pixel));
        var random = new Random(1);
        var noise = new byte[100 * 150];
        random.NextBytes(noise);
        Assert.Equal(noise.Average(value => value), new ImagePixels(100, 150, 1, noise).Resize(7, 13).Bytes.Average(value => value), 0.5);
    }

    [Fact]
    public void Load_GivesWhatANetworkTakes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.jpg"), ImageBytes.Jpeg(2, 3, [0, 50, 100, 150, 200, 255]));
        using var network = LinearNetwork.Classifier();
        var pixels = ImageFile.Load(folder.File("a.jpg"), network);
        Assert.Equal([0, 50, 100, 150, 200, 255], pixels);
        Assert.Equal(pixels, ImageFile.Load(folder.File("a.jpg"), 2, 3, 1));
        Assert.Equal(3, network.Predict(pixels).Length);
        File.WriteAllBytes(folder.File("b.png"), ImageBytes.Png(1, 1, 3, [1, 2, 3]));
        Assert.Equal([3, 2, 1], new ImageInput(1, 1, 3, BlueFirst: true).Load(folder.File("b.png")));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFile.Load(folder.File("b.png"), 2, 3, 4));
        Assert.Throws<FileNotFoundException>(() => ImageFile.Load(folder.File("c.png"), 2, 3, 1));
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("47 49 46 38 39 61", "starts with 47494638")]
    [InlineData("89 50 4E 47 0D 0A 1A 0A", "before the chunk IEND")]
    [InlineData("89 50 4E 47 0D 0A 1A 0A 7F FF FF FF 49 48 44 52 00 00 00 00", "a chunk of 2147483647 bytes")]
    [InlineData("89 50 4E 47 0D 0A 1A 0A 00 00 00 00 49 45 4E 44 00 00 00 00", "another order of chunks")]
    [InlineData("42 4D 00 00", "end within the header")]
    [InlineData("FF D8 FF D9", "before the image|segment")]
    [InlineData("FF D8 FF E0 FF FF 00 00", "a segment of 65535 bytes")]
    [InlineData("FF D8 FF C3 00 08 08 00 01 00 01 01", "frame of kind 0xc3")]
    [InlineData("FF D8 FF DA 00 02 00 00 00 00 00", "no end of the image")]
    public void Decode_SaysWhatIsWrong(string hex, string expected)
    {
        var content = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var message = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(new MemoryStream(content), name: "some.file")).Message;
        Assert.StartsWith("some.file: ", message);
        Assert.Contains(expected.Split('|'), part => message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_RefusesBombsBeforeItDecodes()
    {
        var png = ImageBytes.Png(5, 7, 3, s_pixels);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 100_000);
        var bmp = ImageBytes.Bmp(5, 7, s_pixels);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), -8000);
        var jpeg = ImageBytes.Jpeg(1, 2, [1, 2]);
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        jpeg.AsSpan(frame + 5, 4).Fill(0xFF);

        // 4 MB of pixels where 5 x 7 are wanted.
        var large = ImageBytes.Png(2048, 2048, 1, new byte[1 << 22]);
        BinaryPrimitives.WriteInt32BigEndian(large.AsSpan(16), 7);
        BinaryPrimitives.WriteInt32BigEndian(large.AsSpan(20), 5);
        foreach (var (bomb, expected) in new[]
        {
            (png, "100000 x 100000"), (bmp, "192000054 for 8000 x 8000"), (jpeg, "65535 x 65535"), (large, "expand to more than"),
        })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => ImageFile.Decode(new MemoryStream(bomb))).Message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void Decode_RefusesFilesThatAreCutOff()
    {
        foreach (var content in (byte[][])[ImageBytes.Png(5, 7, 3, s_pixels), ImageBytes.Bmp(5, 7, s_pixels), ImageBytes.Jpeg(2, 2, [9, 99, 199, 29])])
        {
            for (var length = 0; length < content.Length; length++)
                Assert.Throws<InvalidDataException>(() => ImageFile.Decode(new MemoryStream(content[..length])));
        }
    }

    [Fact]
    public void Decode_OfDamagedFilesGivesAnErrorOrAnImage()
    {
        byte[][] seeds =
        [
            ImageBytes.Png(5, 7, 3, s_pixels), ImageBytes.Bmp(5, 7, s_pixels), ImageBytes.Jpeg(2, 2, [9, 99, 199, 29], orientation: 6), ImageBytes.Png(3, 9, 1, s_pixels[..27]),
        ];
        var random = new Random(4);
        var (errors, good) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var content = Mutation.Of(seeds[i % 4], random);
            try
            {
                var image = ImageFile.Decode(new MemoryStream(content), i % 3 == 0 ? 1 : 3);
                Assert.Equal(image.Height * image.Width * image.Channels, image.Bytes.Length);
                good++;
            }
            catch (InvalidDataException)
            {
                errors++;
            }
        }

        Assert.True(errors > 400 && good > 200, $"{errors} errors, {good} good");
    }
}
