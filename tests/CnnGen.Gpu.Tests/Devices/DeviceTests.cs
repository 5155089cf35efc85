using CnnGen.Ilgpu;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>Devices by name and number, and what is said of those that are not there.</summary>
public sealed class DeviceTests
{
    public DeviceTests() => IlgpuDevices.Register();

    [Fact]
    public void All_devices_have_names_memory_and_units()
    {
        var all = Device.All();
        Assert.Equal("cpu", all[0].Id);
        Assert.All(all, device =>
        {
            Assert.NotEqual("", device.Name);
            Assert.True(device.Memory > 0);
            Assert.True(device.Units > 0);
        });
        Assert.Equal(all.Count, all.Select(device => device.Id).Distinct().Count());
    }

    [Fact]
    public void The_best_device_is_a_GPU_or_the_processor_and_never_a_processor_that_plays_one()
    {
        var best = Device.Best();
        Assert.True(best is CpuDevice or GpuDevice { IsGpu: true });
        Assert.Equal(Device.All().Any(device => device is GpuDevice { IsGpu: true }), best is GpuDevice);
    }

    [Fact]
    public void A_device_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Device.Cuda(99)).Message;
        Assert.StartsWith("There is no device cuda:99 to run on.\nPresent: cpu", message);
        Assert.Contains("ilgpu", message);
        if (!Device.All().Any(device => device.Id.StartsWith("cuda", StringComparison.Ordinal)))
            Assert.Contains("\nCUDA: ", message);
        Assert.Throws<InvalidOperationException>(() => Device.OpenCL(99));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.OpenCL(-1));
    }

    [Theory]
    [InlineData(null, "cpu")]
    [InlineData(" CPU ", "cpu")]
    [InlineData("ilgpu", "ilgpu")]
    public void The_variable_names_a_device(string? text, string id) => Assert.Equal(id, Device.FromName(text).Id);

    [Theory]
    [InlineData("abacus")]
    [InlineData("cuda:x")]
    [InlineData("opencl:-1")]
    [InlineData("cuda:0:1")]
    public void What_the_variable_says_is_checked(string text) =>
        Assert.StartsWith($"CNNGEN_DEVICE is \"{text}\"; expected cpu, best, ilgpu, cuda:0 or opencl:0.", Assert.Throws<ArgumentException>(() => Device.FromName(text)).Message);

    [Fact]
    public void The_variable_names_devices_of_OpenCL()
    {
        Queues.Open("opencl").Dispose();
        Assert.Same(Device.OpenCL(), Device.FromName("opencl:0"));
        Assert.Same(Device.OpenCL(), Device.FromName("OpenCL"));
        Assert.Same(Device.Best() as GpuDevice, Device.FromName("best") as GpuDevice);
    }
}
