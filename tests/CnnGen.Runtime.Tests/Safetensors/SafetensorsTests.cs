using System.Text;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Runtime.Tests.Safetensors;

public class SafetensorsTests
{
    private static readonly Dictionary<string, string> s_metadata = new() { ["spec"] = "äöü \"x\" \n", ["format"] = "cnngen" };

    private static readonly SafetensorsSource[] s_tensors =
    [
        new("conv2d_1.kernel", [3, 3, 1, 2], Enumerable.Range(0, 18).Select(i => i * 0.1f).ToArray()),
        new("empty", [0, 7], Array.Empty<float>()),
        new("scalar", [], new[] { float.NaN }),
        new("dense.bias", [3], new[] { -0f, float.PositiveInfinity, float.Epsilon }),
    ];

    [Fact]
    public void Write_ThenOpen_GivesEverythingBackToTheBit()
    {
        using var file = SafetensorsFile.Open(new MemoryStream(Written()), "f");
        Assert.Equal(s_metadata.OrderBy(pair => pair.Key), file.Metadata.OrderBy(pair => pair.Key));
        Assert.Equal(s_tensors.Select(tensor => tensor.Name).Order(), file.Tensors.Select(tensor => tensor.Name).Order());
        foreach (var tensor in s_tensors)
        {
            var entry = file.Find(tensor.Name)!;
            Assert.Equal("F32", entry.Dtype);
            Assert.Equal(tensor.Shape.Select(dimension => (long)dimension), entry.Shape);
            Assert.Equal(Bits(tensor.Values()), Bits(Values(file, tensor.Name)));
        }
    }

    [Fact]
    public void Write_GivesTheSameBytesWhateverTheOrderOfTheMetadata()
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, s_metadata.Reverse().ToDictionary(), s_tensors);
        Assert.Equal(Written(), stream.ToArray());
        // The format itself, byte by byte: length, JSON padded with spaces, data.
        var small = new MemoryStream();
        SafetensorsWriter.Write(small, new Dictionary<string, string>(), [new("a", [1], new[] { 1f })]);
        Assert.Equal(Raw("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""" + "  ", 0, 0, 0x80, 0x3F), small.ToArray());
    }

    [Fact]
    public void Write_ReplacesAFileOrLeavesItAsItWas()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("w.safetensors");
        SafetensorsWriter.Write(path, s_metadata, s_tensors);
        Assert.Equal(Written(), File.ReadAllBytes(path));
        Assert.Throws<IOException>(() => SafetensorsWriter.Write(path, s_metadata, [new("a", [1], () => throw new IOException("gone"))]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, s_metadata, [new("a", [2], new float[3])]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, s_metadata, [s_tensors[0], s_tensors[0]]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, s_metadata, [new("__metadata__", [1], new float[1])]));
        Assert.ThrowsAny<ArgumentException>(() => SafetensorsWriter.Write(path, s_metadata, [new("a", [-1, -1], new float[1])]));
        Assert.Equal(Written(), File.ReadAllBytes(path));
        SafetensorsWriter.Write(path, s_metadata, []);
        using (var file = SafetensorsFile.Open(path))
            Assert.Empty(file.Tensors);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
        Assert.ThrowsAny<IOException>(() => SafetensorsWriter.Write(folder.File("missing/w"), s_metadata, s_tensors));
    }

    [Fact]
    public void CopyTo_ConvertsHalfBrainAndDouble()
    {
        var bytes = Raw(
            """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"d":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},"i":{"dtype":"I32","shape":[1],"data_offsets":[16,20]}}""",
            [0x00, 0x3C, 0x01, 0x00, 0x80, 0x3F, 0x20, 0xC0, .. BitConverter.GetBytes(Math.PI), 1, 0, 0, 0]);
        using var file = SafetensorsFile.Open(new MemoryStream(bytes), "f");
        Assert.Equal([1f, 1f / (1 << 24)], Values(file, "h"));
        Assert.Equal([1f, -2.5f], Values(file, "b"));
        Assert.Equal([MathF.PI], Values(file, "d"));
        Assert.Contains("element type I32", Assert.Throws<InvalidDataException>(() => Values(file, "i")).Message);
        Assert.Contains("no tensor \"x\"", Assert.Throws<ArgumentException>(() => file.CopyTo("x", [])).Message);
        Assert.Contains("found 2 values", Assert.Throws<ArgumentException>(() => file.CopyTo("h", new float[3])).Message);
    }

    [Fact]
    public void CopyTo_ConvertsTensorsLargerThanItsBuffer()
    {
        var halves = Enumerable.Range(0, 30_000).Select(i => (Half)(i % 1000)).ToArray();
        using var file = SafetensorsFile.Open(
            new MemoryStream(Raw("""{"h":{"dtype":"F16","shape":[30000],"data_offsets":[0,60000]}}""", [.. halves.SelectMany(BitConverter.GetBytes)])), "f");
        Assert.Equal(halves.Select(half => (float)half), Values(file, "h"));
    }

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("[]", "StartArray as header")]
    [InlineData("{} x", "no valid JSON")]
    [InlineData("{}{}", "no valid JSON")]
    [InlineData("{", "no valid JSON")]
    [InlineData("""{"a":1}""", "Number as tensor \"a\"")]
    [InlineData("""{"a":{}}""", "without dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "without dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", "the key \"x\"")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the key \"dtype\"")]
    [InlineData("""{"a":{"dtype":"F3","shape":[1],"data_offsets":[0,4]}}""", "element type \"F3\"")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "bytes 4 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "shape [2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[1]]]]],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", "shape [4294967296")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "more than 64 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "at byte 4, expected 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "at byte 0, expected 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "\"a\" twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "4 bytes of data, expected 12")]
    [InlineData("{}", "4 bytes of data, expected 0")]
    [InlineData("""{"__metadata__":{"a":1}}""", "Number as __metadata__ \"a\"")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", "\"a\" twice in")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "__metadata__ twice")]
    [InlineData("""{"\ud800":1}""", "surrogate")]
    public void Open_SaysWhatIsWrongWithAHeader(string header, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(new MemoryStream(Raw(header, 0, 0, 0, 0)), "some/file"));
        Assert.StartsWith("some/file: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("00 01", "2 bytes")]
    [InlineData("03 00 00 00 00 00 00 00 7B 7D", "header of 3 bytes, expected at most 2")]
    [InlineData("FF FF FF FF FF FF FF FF 7B 7D", "header of 18446744073709551615 bytes")]
    [InlineData("02 00 00 00 00 00 00 00 7B FF", "no UTF-8")]
    public void Open_BelievesNoLength(string hex, string expected)
    {
        var content = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(new MemoryStream(content), "f")).Message);
    }

    [Fact]
    public void Open_OfDamagedFilesGivesAnErrorOrSoundTensors()
    {
        var original = Written();
        var random = new Random(2);
        var (errors, good) = (0, 0);
        for (var i = 0; i < 6000; i++)
        {
            var content = Mutation.Of(original, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var file = SafetensorsFile.Open(new MemoryStream(content), "f");
                foreach (var tensor in file.Tensors.Where(tensor => tensor.Dtype == "F32"))
                    Assert.Equal(tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension), Values(file, tensor.Name).Length);
                good++;
            }
            catch (InvalidDataException)
            {
                errors++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }

        Assert.True(errors > 1000 && good > 100, $"{errors} errors, {good} good");
    }

    [Fact]
    public void Open_ReadsFilesOfOtherPrograms()
    {
        var folder = Environment.GetEnvironmentVariable("CNNGEN_DATA") is { } data ? Path.Combine(data, "pretrained") : null;
        if (folder is null || !Directory.Exists(folder))
            Assert.Skip("Set CNNGEN_DATA to a folder with pretrained/**/*.safetensors in it.");

        var paths = Directory.GetFiles(folder, "*.safetensors", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            using var file = SafetensorsFile.Open(path);
            var readable = file.Tensors.Where(tensor => SafetensorsDtype.IsReadable(tensor.Dtype)).ToArray();
            Assert.NotEmpty(readable);
            foreach (var tensor in readable)
                Assert.All(Values(file, tensor.Name), value => Assert.True(float.IsFinite(value)));
        }
    }

    private static byte[] Written()
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, s_metadata, s_tensors);
        return stream.ToArray();
    }

    private static byte[] Raw(string header, params byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data];
    }

    private static float[] Values(SafetensorsFile file, string name)
    {
        var values = new float[file.Find(name)!.Length];
        file.CopyTo(name, values);
        return values;
    }

    private static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] = BitConverter.SingleToInt32Bits(values[i]);
        return bits;
    }
}
