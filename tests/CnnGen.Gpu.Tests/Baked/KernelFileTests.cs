using CnnGen.Ilgpu.Baking;

namespace CnnGen.Gpu.Tests.Baked;

/// <summary>The file of compiled kernels: what is written is read, the newest text that a device can run is taken, and a damaged file is an error and no more.</summary>
public sealed class KernelFileTests
{
    private static readonly GpuTarget s_old = new(GpuLanguage.Ptx, 50);
    private static readonly GpuTarget s_new = new(GpuLanguage.Ptx, 80);

    [Fact]
    public void What_is_written_is_read()
    {
        var file = KernelFile.Read(Sample(), "Sample");
        var text = file.Find("A", "One", GpuTarget.OpenCl)!;
        Assert.Equal(("kernel void One() { }", "Kernel_One", 96), (text.Source, text.Entry, text.SharedBytes));
        Assert.Equal([GpuArgumentKind.View, GpuArgumentKind.Int, GpuArgumentKind.Float], text.Parameters);
        Assert.Null(file.Find("A", "Three", GpuTarget.OpenCl));
        Assert.Null(file.Find("B", "One", GpuTarget.OpenCl));
    }

    [Theory]
    [InlineData(50, "old")]
    [InlineData(75, "old")]
    [InlineData(80, "new")]
    [InlineData(120, "new")]
    public void A_card_takes_the_newest_text_that_is_not_newer_than_it(int architecture, string source)
    {
        var file = KernelFile.Read(Sample(), "Sample");
        Assert.Equal(source, file.Find("A", "One", new GpuTarget(GpuLanguage.Ptx, architecture))!.Source);
        // There for old cards alone.
        Assert.Equal("both", file.Find("A", "Two", new GpuTarget(GpuLanguage.Ptx, architecture))!.Source);
        Assert.Null(file.Find("A", "One", new GpuTarget(GpuLanguage.Ptx, 37)));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_an_error()
    {
        var bytes = Sample().ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            var exception = Assert.Throws<InvalidDataException>(() => ReadAll(bytes[..length]));
            Assert.StartsWith("The compiled kernels in Sample can't be read: ", exception.Message);
        }
    }

    [Fact]
    public void A_file_with_other_bytes_is_read_or_an_error()
    {
        var bytes = Sample().ToArray();
        var refused = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            foreach (var other in (byte[])[0x01, 0x80, 0xFF])
            {
                bytes[index] ^= other;
                try
                {
                    ReadAll(bytes);
                }
                catch (InvalidDataException)
                {
                    refused++;
                }

                bytes[index] ^= other;
            }
        }

        Assert.InRange(refused, bytes.Length, 3 * bytes.Length);
    }

    [Theory]
    [InlineData(8, "it has 2147483583 parts")]
    [InlineData(20, "when unpacked, can't be in its")]
    [InlineData(24, "can't be in its")]
    public void A_length_that_can_not_be_is_refused_before_memory_is_taken_for_it(int place, string reason)
    {
        var bytes = Sample().ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(place), int.MaxValue - 64);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => ReadAll(bytes)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static MemoryStream Sample()
    {
        var writer = new KernelFileWriter();
        GpuArgumentKind[] kinds = [GpuArgumentKind.View, GpuArgumentKind.Int, GpuArgumentKind.Float];
        writer.Add("A", "One", GpuTarget.OpenCl, new GpuKernelText("kernel void One() { }", "Kernel_One", 96, kinds));
        writer.Add("A", "One", s_new, new GpuKernelText("new", "Kernel_One", 0, []));
        writer.Add("A", "One", s_old, new GpuKernelText("old", "Kernel_One", 0, []));
        writer.Add("A", "Two", s_old, new GpuKernelText("both", "Kernel_Two", 0, []));
        var stream = new MemoryStream();
        writer.Write(stream);
        stream.Position = 0;
        return stream;
    }

    private static void ReadAll(byte[] bytes)
    {
        var file = KernelFile.Read(new MemoryStream(bytes), "Sample");
        foreach (var target in (GpuTarget[])[GpuTarget.OpenCl, s_old, s_new])
            file.Find("A", "One", target);
    }
}
