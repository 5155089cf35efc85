using CnnGen.Gpu.Tests.Networks;
using CnnGen.Ilgpu;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>What CUDA's driver is asked: discovery, memory, launches and their parameters, errors. A recording driver answers.</summary>
public sealed unsafe class CudaTests
{
    [Fact]
    public void Devices_are_found_and_old_ones_refused()
    {
        var found = CudaInfo.All(RecordingCuda.Open().Api);
        Assert.Equal(["Recorder 10", "Recorder 11"], found.Select(info => info.Name));
        Assert.Equal([90, 35], found.Select(info => info.Architecture));
        Assert.All(found, info => Assert.Equal((64 << 20, 7), (info.Memory, info.Units)));
        Assert.Null(found[0].Refusal);
        Assert.Equal("its compute capability is 3.5; expected 5.0 or later", found[1].Refusal);
    }

    [Fact]
    public void Memory_is_zero_at_first_and_copies_are_whole_beyond_a_piece_of_the_stage()
    {
        using var queue = Open(out _);
        const int length = (3 << 20) + 17;
        var view = new GpuView(queue.Allocate(length), 0);
        Assert.All(queue.Read(view, 1000), value => Assert.Equal(0, value));
        var values = Enumerable.Range(0, length).Select(i => (float)i).ToArray();
        fixed (float* pointer = values)
            queue.Upload(pointer, view, length);
        Assert.Equal(values, queue.Read(view, length));
        Assert.Equal(values[100..200], queue.Read(view + 100, 100));
        queue.Clear(view + 5, 2);
        Assert.Equal([4, 0, 0, 7], queue.Read(view + 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Read(view + length, 1));
    }

    [Fact]
    public void Launches_pass_views_and_numbers_as_ILGPU_reads_them()
    {
        using var queue = Open(out var driver);
        driver.Expect("vvvnnnfff".Replace('f', 'n'));
        var numbers = queue.Copy([10, 11, 12, 13, 14, 15, 16, 17]);
        var arguments = new GpuProgram(typeof(CudaTests).Assembly, typeof(LaunchKernels).FullName!, [nameof(LaunchKernels.Mixed)]);
        queue.Launch(arguments, 0, new GpuGrid(3, 2, 1, 64), numbers, numbers + 2, numbers + 7, 1, -2, 0xFFFFFFFE, 0.5f, -1.5f, float.PositiveInfinity);
        Assert.Equal(
            """
            retain 10
            stream 1
            load 1 bytes
            launch Kernel_Mixed 3 2 1 x 64 1 1, 0 shared
              view of 8, first 10, aligned 1
              view of 6, first 12, aligned 1
              view of 1, first 17, aligned 1
              number 00000001
              number fffffffe
              number fffffffe
              number 3f000000
              number bfc00000
              number 7f800000

            """, driver.Log, ignoreLineEndingDifferences: true);
        var message = Assert.Throws<ArgumentException>(() => queue.Launch(arguments, 0, new GpuGrid(1, 1, 1, 1), numbers)).Message;
        Assert.Contains("Kernel_Mixed has 9 parameters and was given 1", message);
        message = Assert.Throws<ArgumentException>(() => queue.Launch(arguments, 0, new GpuGrid(1, 1, 1, 1), numbers, numbers, 5, 1, 1, 1, 1f, 1f, 1f)).Message;
        Assert.Contains("Parameter 2 of Kernel_Mixed is View and was given Int", message);
    }

    [Fact]
    public void More_shared_memory_than_a_text_may_declare_is_given_with_the_launch()
    {
        using var queue = Open(out var driver);
        driver.Expect("v");
        var program = new GpuProgram(typeof(CudaTests).Assembly, typeof(LaunchKernels).FullName!, [nameof(LaunchKernels.Shared), nameof(LaunchKernels.LargeShared)]);
        queue.Launch(program, 0, new GpuGrid(1, 1, 1, 32), queue.Copy([1]));
        queue.Launch(program, 1, new GpuGrid(1, 1, 1, 32), queue.Copy([1]));
        Assert.Contains("launch Kernel_Shared 1 1 1 x 32 1 1, 0 shared", driver.Log);
        Assert.Contains("attribute 8 = 65536\nlaunch Kernel_LargeShared 1 1 1 x 32 1 1, 65536 shared", driver.Log);
    }

    [Fact]
    public void Launches_that_come_again_are_recorded_the_second_time_and_then_run_as_one()
    {
        using var queue = Open(out var driver);
        var program = new GpuProgram(typeof(CudaTests).Assembly, typeof(LaunchKernels).FullName!, [nameof(LaunchKernels.Shared)]);
        var view = queue.Copy([1]);
        driver.Expect("v");
        var record = queue.Repeat(null, Launch);
        Assert.DoesNotContain("capture", driver.Log);
        var before = driver.Log.Length;
        record = queue.Repeat(record, Launch);
        const string launch = "launch Kernel_Shared 1 1 1 x 32 1 1, 0 shared\n  view of 1, first 1, aligned 1\n";
        Assert.Equal($"capture 1\n{launch}{launch}captured\ninstantiate\ngraph destroyed\ngraph\n", driver.Log[before..]);
        before = driver.Log.Length;
        Assert.Same(record, queue.Repeat(record, Launch));
        record!.Dispose();
        record.Dispose();
        Assert.Equal("graph\nexecutable destroyed\n", driver.Log[before..]);

        // A launch that fails while it is recorded leaves the stream as it was.
        using var failing = queue.Repeat(null, Launch);
        before = driver.Log.Length;
        Assert.Throws<ArgumentException>(() => queue.Repeat(failing, () => queue.Launch(program, 0, new GpuGrid(1, 1, 1, 32))));
        Assert.Equal("capture 1\ncaptured\ngraph destroyed\n", driver.Log[before..]);

        void Launch()
        {
            queue.Launch(program, 0, new GpuGrid(1, 1, 1, 32), view);
            queue.Launch(program, 0, new GpuGrid(1, 1, 1, 32), view);
        }
    }

    [Fact]
    public void A_network_that_predicts_as_many_images_again_runs_a_record_of_its_launches()
    {
        var driver = RecordingCuda.Open();
        IlgpuDevices.Register();
        var context = new CudaContext(driver.Api, CudaInfo.All(driver.Api)[0]);
        driver.Expect("");
        using (var network = new GpuLinearNetwork(new GpuDevice("cuda:0", context.Memory, 7, isGpu: true, () => new CudaQueue(context))))
        {
            // Recorded, run, run; then another number of images, and the first one again.
            Assert.Equal("launch, capture 1, graph, graph, launch, launch, capture 1, graph", string.Join(", ", ((int[])[1, 1, 1, 2, 1, 1]).SelectMany(count => Predict(network, count, driver))));
        }

        Assert.Equal(2, driver.Log.Split("executable destroyed").Length - 1);
    }

    /// <summary>Whether a prediction launched kernels, or recorded launches, or ran a record.</summary>
    private static string[] Predict(GpuLinearNetwork network, int count, RecordingCuda driver)
    {
        var before = driver.Log.Length;
        network.PredictBatch(new float[count * LinearNetwork.Inputs]);
        var lines = driver.Log[before..].Split('\n');
        return lines.Contains("graph") ? [.. lines.Where(line => line is "capture 1" or "graph")] : ["launch"];
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_sizes_and_failures_tell_the_log()
    {
        using var queue = Open(out var driver);
        var message = Assert.Throws<InvalidOperationException>(() => queue.Allocate(20 << 20)).Message;
        Assert.Equal("The memory that was asked for needs 80 MB, and Recorder 10 has 64 MB. Use fewer images at once.", message);
        driver.Fail(alloc: true, load: false);
        message = Assert.Throws<InvalidOperationException>(() => queue.Allocate(1 << 20)).Message;
        Assert.StartsWith("Recorder 10 has no room for 4 MB: it has 64 MB", message);
        driver.Fail(alloc: false, load: true);
        var program = new GpuProgram(typeof(CudaTests).Assembly, typeof(LaunchKernels).FullName!, [nameof(LaunchKernels.Shared)]);
        message = Assert.Throws<InvalidOperationException>(() => queue.Launch(program, 0, new GpuGrid(1, 1, 1, 32), queue.Copy([1]))).Message;
        Assert.Equal("Recorder 10 does not compile Kernel_Shared: CUDA_ERROR_INVALID_PTX (recorded).\nline 7: no such instruction", message);
    }

    private static CudaQueue Open(out RecordingCuda driver)
    {
        driver = RecordingCuda.Open();
        IlgpuDevices.Register();
        return new CudaQueue(new CudaContext(driver.Api, CudaInfo.All(driver.Api)[0]));
    }
}
