using CnnGen.Runtime.Tests.Data;
using Google.Protobuf;

namespace CnnGen.Onnx.Tests.Codec;

/// <summary>Tensors in every form in which files hold them.</summary>
public sealed class TensorTests
{
    [Theory]
    [InlineData(OnnxElementType.Float, "0000803F000020C1", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Double, "000000000000F03F00000000000024C0", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Float16, "003C00C9", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.BFloat16, "803F20C1", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Int64, "0100000000000000F6FFFFFFFFFFFFFF", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Int32, "01000000F6FFFFFF", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Int16, "0100F6FF", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Int8, "01F6", new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.UInt8, "01F6", new[] { 1.0, 246 })]
    [InlineData(OnnxElementType.UInt16, "0100F6FF", new[] { 1.0, 65526 })]
    [InlineData(OnnxElementType.UInt32, "01000000F6FFFFFF", new[] { 1.0, 4294967286 })]
    [InlineData(OnnxElementType.UInt64, "01000000000000000000000000000080", new[] { 1.0, 9223372036854775808 })]
    [InlineData(OnnxElementType.Bool, "0100", new[] { 1.0, 0 })]
    public void Raw_data_is_little_endian(OnnxElementType type, string hex, double[] expected) =>
        Assert.Equal(expected, Read(Tensor(type, 2, output => Bytes(output, 9, Convert.FromHexString(hex)))).ToDoubles());

    [Theory]
    [InlineData(OnnxElementType.Int32, 5, new[] { 1L, -10 }, new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Int8, 5, new[] { 1L, -10 }, new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.UInt8, 5, new[] { 1L, 246 }, new[] { 1.0, 246 })]
    [InlineData(OnnxElementType.Bool, 5, new[] { 1L, 0 }, new[] { 1.0, 0 })]
    [InlineData(OnnxElementType.Float16, 5, new[] { 0x3C00L, 0xC900 }, new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.BFloat16, 5, new[] { 0x3F80L, 0xC120 }, new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.Int64, 7, new[] { 1L, -10 }, new[] { 1.0, -10 })]
    [InlineData(OnnxElementType.UInt64, 11, new[] { 1L, long.MinValue }, new[] { 1.0, 9223372036854775808 })]
    public void Whole_numbers_stand_packed_or_alone(OnnxElementType type, int field, long[] values, double[] expected)
    {
        Assert.Equal(expected, Read(Tensor(type, 2, output => Bytes(output, field, Message(packed => Array.ForEach(values, packed.WriteInt64))))).ToDoubles());
        Assert.Equal(expected, Read(Tensor(type, 2, output => Array.ForEach(values, value =>
        {
            output.WriteTag(field, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        }))).ToDoubles());
    }

    [Fact]
    public void Floats_stand_packed_or_alone()
    {
        Assert.Equal([1f, -10], Read(Tensor(OnnxElementType.Float, 2, output => Bytes(output, 4, Convert.FromHexString("0000803F000020C1")))).ToSingles());
        Assert.Equal([1f, -10], Read(Tensor(OnnxElementType.Double, 2, output => Bytes(output, 10, Convert.FromHexString("000000000000F03F00000000000024C0")))).ToSingles());
        Assert.Equal([1f, -10], Read(Tensor(OnnxElementType.Float, 2, output =>
        {
            foreach (var value in (float[])[1, -10])
            {
                output.WriteTag(4, WireFormat.WireType.Fixed32);
                output.WriteFloat(value);
            }
        })).ToSingles());
    }

    [Fact]
    public void Texts_are_read()
    {
        var tensor = Read(Tensor(OnnxElementType.String, 2, output =>
        {
            Bytes(output, 6, "ä"u8.ToArray());
            Bytes(output, 6, []);
        }));
        Assert.Equal(["ä", ""], tensor.ToStrings());
        Assert.Contains("found the element type String", Assert.Throws<InvalidDataException>(tensor.ToSingles).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(OnnxElementType.Float, 9, "0000803F", "found 4 bytes in tensor \"w\", expected 8 by its shape")]
    [InlineData(OnnxElementType.Int32, 5, "01", "found 1 numbers in tensor \"w\", expected 2 by its shape")]
    [InlineData(OnnxElementType.Int32, 5, "0180", "a number that does not end")]
    [InlineData(OnnxElementType.Int64, 5, "0101", "in the field Int32, expected one field, Int64 or Raw")]
    [InlineData(OnnxElementType.String, 9, "0101", "in the field Raw")]
    [InlineData((OnnxElementType)77, 9, "0101", "found the element type 77")]
    [InlineData(OnnxElementType.Undefined, 9, "0101", "without an element type")]
    public void Data_that_is_not_what_type_and_shape_say_is_refused(OnnxElementType type, int field, string hex, string message)
    {
        var bytes = Tensor(type, 2, output => Bytes(output, field, Convert.FromHexString(hex)));
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public void Shapes_that_no_memory_holds_are_refused(long dimension) =>
        Assert.Throws<InvalidDataException>(() => Read(Tensor(OnnxElementType.Float, dimension, _ => { })));

    [Fact]
    public void Data_in_another_file_is_read_from_the_models_folder_when_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("w.bin"), Convert.FromHexString("FFFF0000803F000020C1"));
        File.WriteAllBytes(folder.File("t.pb"), External("w.bin", "2", "8"));
        var tensor = OnnxTensor.Load(folder.File("t.pb"));
        Assert.Equal([1f, -10], tensor.ToSingles());
        File.WriteAllBytes(folder.File("w.bin"), []);
        Assert.Contains("has become shorter", Assert.Throws<InvalidDataException>(tensor.ToSingles).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../w.bin", "0", "8", "a path below the model's folder")]
    [InlineData("/etc/passwd", "0", "8", "a path below the model's folder")]
    [InlineData("a\\..\\w.bin", "0", "8", "a path below the model's folder")]
    [InlineData("link.bin", "0", "8", "a path below the model's folder")]
    [InlineData("gone.bin", "0", "8", "which is not there")]
    [InlineData("sub", "0", "8", "which is a folder")]
    [InlineData("w.bin", "1", "8", "beyond the end")]
    [InlineData("w.bin", "9223372036854775807", null, "bytes in \"w.bin\"")]
    [InlineData("w.bin", "-1", "8", "\"-1\" as offset")]
    [InlineData("w.bin", "0", "4", "4 bytes in \"w.bin\" for tensor \"w\", expected 8")]
    public void Data_elsewhere_or_of_another_length_is_refused(string location, string offset, string? length, string message)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sub"));
        File.WriteAllBytes(folder.File("w.bin"), new byte[8]);
        File.CreateSymbolicLink(folder.File("link.bin"), folder.File("w.bin"));
        File.WriteAllBytes(folder.File("t.pb"), External(location, offset, length));
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => OnnxTensor.Load(folder.File("t.pb"))).Message, StringComparison.Ordinal);
    }

    private static OnnxTensor Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("t.pb"), bytes);
        return OnnxTensor.Load(folder.File("t.pb"));
    }

    private static byte[] External(string location, string offset, string? length) => Tensor(OnnxElementType.Float, 2, output =>
    {
        foreach (var (key, value) in (IEnumerable<(string, string?)>)[("location", location), ("offset", offset), ("length", length)])
        {
            if (value is not null)
            {
                Bytes(output, 13, Message(entry =>
                {
                    entry.WriteTag(1, WireFormat.WireType.LengthDelimited);
                    entry.WriteString(key);
                    entry.WriteTag(2, WireFormat.WireType.LengthDelimited);
                    entry.WriteString(value);
                }));
            }
        }

        output.WriteTag(14, WireFormat.WireType.Varint);
        output.WriteInt64(1);
    });

    private static byte[] Tensor(OnnxElementType type, long dimension, Action<CodedOutputStream> data) => Message(output =>
    {
        output.WriteTag(1, WireFormat.WireType.Varint);
        output.WriteInt64(dimension);
        output.WriteTag(2, WireFormat.WireType.Varint);
        output.WriteInt64((long)type);
        Bytes(output, 8, "w"u8.ToArray());
        data(output);
    });

    private static void Bytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            write(output);
        return stream.ToArray();
    }
}
