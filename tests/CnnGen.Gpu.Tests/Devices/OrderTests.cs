namespace CnnGen.Gpu.Tests.Devices;

/// <summary>Loads and stores stay in the order of the program, which ILGPU's own settings do not see to.</summary>
public sealed class OrderTests
{
    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void What_is_read_before_a_write_is_what_was_there_before(string device)
    {
        using var queue = Queues.Open(device);
        var (x, y) = (queue.Copy([1, 2, 3, 4]), queue.Copy([10, 20, 30, 40]));
        queue.Launch(new GpuProgram(typeof(OrderKernels).Assembly, typeof(OrderKernels).FullName!, [nameof(OrderKernels.ReadThenWrite)]), 0, new GpuGrid(1, 1, 1, 4), x, y);
        Assert.Equal([10, 20, 30, 40], queue.Read(x, 4));
        Assert.Equal([3, 6, 9, 12], queue.Read(y, 4));
    }
}
