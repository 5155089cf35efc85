namespace CnnGen.Layers.Tests;

/// <summary>The devices beside the processor that tests run on.</summary>
internal static class TestDevices
{
    /// <summary>Their names: what is absent is skipped by name. ILGPU's simulator takes the place of a device where CNNGEN_TEST_SIMULATOR is 1; it is slow.</summary>
    public static IReadOnlyList<string> Names { get; } = Environment.GetEnvironmentVariable("CNNGEN_TEST_SIMULATOR") == "1" ? ["cuda:0", "opencl:0", "ilgpu"] : ["cuda:0", "opencl:0"];

    public static Device Require(string name)
    {
        Ilgpu.IlgpuDevices.Register();
        var found = Device.All().OfType<GpuDevice>().FirstOrDefault(device => device.Id == name);
        Assert.SkipWhen(found is null, $"This machine has no device {name}.");
        return found!;
    }
}
