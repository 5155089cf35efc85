namespace CnnGen.Runtime.Tests.Devices;

public sealed class DeviceTests
{
    [Fact]
    public void TheProcessorSaysWhatItUses()
    {
        var device = Device.Cpu(threads: 3, vectorBits: 128);
        Assert.Equal((3, 128), (device.Threads, device.VectorBits));
        Assert.Equal("CPU (3 threads, 128-bit vectors)", device.ToString());
        Assert.Equal("CPU (1 thread, 128-bit vectors)", Device.Cpu(1, 128).Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void ImpossibleThreadsAreRefused(int threads) =>
        Assert.Contains("expected 1 to 1024", Assert.Throws<ArgumentException>(() => Device.Cpu(threads)).Message);

    [Fact]
    public void ImpossibleVectorsAreRefused()
    {
        Assert.Contains("expected 128, 256 or 512", Assert.Throws<ArgumentException>(() => Device.Cpu(vectorBits: 64)).Message);
        Assert.SkipWhen(CpuDevice.WidestVectorBits == 512, "This machine has the widest vectors there are.");
        Assert.Contains(
            $"the widest this machine runs in hardware are {CpuDevice.WidestVectorBits} bits",
            Assert.Throws<ArgumentException>(() => Device.Cpu(vectorBits: 512)).Message);
    }

    [Fact]
    public void TheEnvironmentChooses()
    {
        Assert.IsType<CpuDevice>(Device.FromName(null));
        Assert.IsType<CpuDevice>(Device.FromName(" CPU "));
        Assert.Contains("\"cuda\", which is not available; available: \"cpu\"", Assert.Throws<ArgumentException>(() => Device.FromName("cuda")).Message);
        Assert.Null(CpuDevice.ParseVariable("CNNGEN_THREADS", " "));
        Assert.Equal(4, CpuDevice.ParseVariable("CNNGEN_THREADS", "4"));
        Assert.Contains("CNNGEN_THREADS is \"many\"", Assert.Throws<ArgumentException>(() => CpuDevice.ParseVariable("CNNGEN_THREADS", "many")).Message);
    }
}
