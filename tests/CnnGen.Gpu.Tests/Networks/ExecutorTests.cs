using CnnGen.Gpu.Tests.Devices;
using CnnGen.Gpu.Tests.Kernels;
using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Gpu.Tests.Networks;

/// <summary>A network on a device predicts and trains as on the processor, and the weights are where they are asked for.</summary>
public sealed class ExecutorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void It_predicts_as_on_the_processor_after_every_change_of_the_weights(string device)
    {
        using var network = new GpuLinearNetwork(DeviceOf(device));
        using var expected = LinearNetwork.Classifier();
        for (var seed = 0u; seed < 3; seed++)
        {
            network.ResetWeights(seed);
            expected.ResetWeights(seed);
            foreach (var count in (int[])[1, 7, 3])
            {
                var images = KernelCase.Numbers(count * LinearNetwork.Inputs, seed + 1);
                AssertNear(expected.PredictBatch(images), network.PredictBatch(images), 1e-6f);
            }
        }
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void It_trains_as_on_the_processor(string device)
    {
        var options = Options(device);
        using var network = new GpuLinearNetwork(DeviceOf(device), Regularized());
        using var expected = new LinearNetwork(Regularized());
        var history = network.Fit(LinearData.Classes(24), options);
        var expectedHistory = expected.Fit(LinearData.Classes(24), options);
        foreach (var name in (string[])["loss", "accuracy", "val_loss"])
            AssertNear([.. expectedHistory[name].Select(value => (float)value)], [.. history[name].Select(value => (float)value)], 1e-5f);
        AssertNear(expected.AllWeights(), network.AllWeights(), 1e-5f);
    }

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits()
    {
        var options = Options("opencl") with { Optimizer = new Adam(0.01) { UseEma = true }, ValidateWithEma = true };
        var file = _folder.File("run.safetensors");
        using var whole = new GpuLinearNetwork(DeviceOf("opencl"));
        whole.Fit(LinearData.Classes(60), options with { Epochs = 4 });
        using (var interrupted = new GpuLinearNetwork(DeviceOf("opencl")))
            interrupted.Fit(LinearData.Classes(60), options with { Epochs = 2, Checkpoint = new Checkpoint(file) });
        using var resumed = new GpuLinearNetwork(DeviceOf("opencl"));
        resumed.Fit(LinearData.Classes(60), options with { Epochs = 4, ResumeFrom = file });
        Assert.Equal(whole.AllWeights(), resumed.AllWeights());
    }

    [Fact]
    public void Weights_can_be_read_saved_and_shared_when_training_has_failed()
    {
        using var network = new GpuLinearNetwork(DeviceOf("opencl"));
        var before = network.AllWeights();
        var steps = 0;
        var options = Options("opencl") with { Callbacks = [new EpochCounter(() => steps++ == 1)] };
        Assert.Throws<InvalidOperationException>(() => network.Fit(LinearData.Classes(24), options));
        var after = network.AllWeights();
        Assert.NotEqual(before, after);
        var file = _folder.File("weights.safetensors");
        network.Save(file);
        using var loaded = LinearNetwork.Classifier();
        loaded.LoadWeights(file);
        Assert.Equal(after, loaded.AllWeights());
    }

    [Fact]
    public void A_batch_that_does_not_fit_is_refused_with_the_sizes()
    {
        var real = DeviceOf("opencl");
        var small = new GpuDevice("opencl:0", new GpuMemory("A small card", 64 << 10, 32 << 10), 1, isGpu: true, real.Open);
        using var network = new GpuLinearNetwork(small);
        var message = Assert.Throws<InvalidOperationException>(() => network.PredictBatch(new float[1000 * LinearNetwork.Inputs])).Message;
        Assert.Matches(@"^Linear with 1000 images needs [\d.]+ KB, and A small card has 64 KB\. Use fewer images at once\.$", message);
        message = Assert.Throws<InvalidOperationException>(() => network.PredictBatch(new float[510 * LinearNetwork.Inputs])).Message;
        Assert.Contains("in one piece, and A small card gives out 32 KB at most", message);
        Assert.Equal(3, network.PredictBatch(new float[LinearNetwork.Inputs]).Length);
    }

    [Fact]
    public void A_network_without_GPU_code_says_what_to_do()
    {
        var message = Assert.Throws<InvalidOperationException>(() => LinearNetwork.Classifier(DeviceOf("simulator"))).Message;
        Assert.StartsWith("Linear was generated without GPU code. Set <CnnGenGpu>true</CnnGenGpu>", message);
    }

    private static GpuDevice DeviceOf(string name)
    {
        Queues.Open(name).Dispose();
        return name == "simulator" ? Device.IlgpuCpu() : Device.OpenCL();
    }

    private static FitOptions Options(string device) => new()
    {
        Epochs = device == "simulator" ? 1 : 3,
        BatchSize = 10,
        Optimizer = new Adam(0.02) { ClipNorm = 1, WeightDecay = 0.01 },
        Validation = LinearData.Classes(12),
        EarlyStopping = new EarlyStopping { Monitor = "val_loss", Patience = 5, RestoreBestWeights = true },
    };

    private static NetworkDescription Regularized()
    {
        var description = GpuLinearNetwork.Description();
        description.Parameters[0] = description.Parameters[0] with { L1 = 0.001, L2 = 0.01 };
        return description;
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, float tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance * Math.Max(1, MathF.Abs(expected[i])));
    }

    /// <summary>Fails after an epoch.</summary>
    private sealed class EpochCounter(Func<bool> fails) : Callback
    {
        public override void OnEpochEnd(EpochResult epoch)
        {
            if (fails())
                throw new InvalidOperationException("The callback fails.");
        }
    }
}
