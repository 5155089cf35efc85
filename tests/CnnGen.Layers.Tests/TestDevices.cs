using CnnGen.Ilgpu;

namespace CnnGen.Layers.Tests;

/// <summary>The devices beside the processor that tests run on: what is absent is skipped by name.</summary>
internal static class TestDevices
{
    public static IReadOnlyList<string> Names { get; } = ["ilgpu", "opencl:0", "cuda:0"];

    public static GpuDevice Require(string name)
    {
        var found = Find(name);
        Assert.SkipWhen(found is null, $"This machine has no device {name}.");
        return found!;
    }

    /// <summary>Whether it is a GPU that is here, and so has time for every case.</summary>
    public static bool IsGpu(string name) => Find(name) is { IsGpu: true };

    private static GpuDevice? Find(string name)
    {
        IlgpuDevices.Register();
        if (name == "ilgpu") return Device.IlgpuCpu();
        return Device.All().OfType<GpuDevice>().FirstOrDefault(device => device.Id == name);
    }
}
