namespace CnnGen.Layers.Tests;

/// <summary>What statistics of a whole batch must keep: bits at any number of threads, moving averages, resumed runs, memory.</summary>
public sealed unsafe class BatchNormalizationTrainingTests
{
    private static readonly string[] s_names = ["Several", "FanOut", "Vector", "Neither"];

    public static TheoryData<LayerCase> Cases => [.. BatchNormalizationCases.All.Where(item => s_names.Contains(item.Name))];

    private static LayerCase Several => BatchNormalizationCases.All.Single(item => item.Name == "Several");

    [Theory, MemberData(nameof(Cases))]
    public void Threads_change_no_bit(LayerCase item)
    {
        var expected = Train(1);
        foreach (int threads in (int[])[2, 3, 8]) Assert.Equal(expected, Train(threads));

        float[] Train(int threads)
        {
            using var network = Create(item, threads);
            // Batches of 13 and a last one of 7: chunks of two and one.
            network.Fit(Data(network, 33), new FitOptions { Epochs = 2, BatchSize = 13, Seed = 5 });
            return Weights(network);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Moving_averages_follow_the_batches(LayerCase item)
    {
        var network = Create(item, 2);
        using var step = new GeneratedStep(GeneratedCases<BatchNormalizationCases>.Graph(item), network, batch: 19, seed: 3);
        step.SetMasks();
        foreach (int chunks in (int[])[1, 3, 8])
        {
            step.Train(chunks);
            step.Reference.Losses(step.Images, step.Targets, training: true);
            foreach (var layer in step.Reference.Layers.OfType<ReferenceBatchNormalization>())
            {
                var (mean, variance) = layer.MovedAverages;
                layer.Parameters["moving_mean"] = mean;
                layer.Parameters["moving_variance"] = variance;
                AssertClose(mean, Values(network, layer.Node.Name + ".moving_mean"));
                AssertClose(variance, Values(network, layer.Node.Name + ".moving_variance"));
            }
        }
    }

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FitOptions { Epochs = 3, BatchSize = 6, Optimizer = new Adam(), Seed = 2 };
        try
        {
            using var whole = Create(Several, 1);
            var expected = whole.Fit(Data(whole, 20), options);
            using (var interrupted = Create(Several, 2)) interrupted.Fit(Data(whole, 20), options with { Epochs = 1, Checkpoint = new Checkpoint(path) });
            using var resumed = Create(Several, 3);
            var history = resumed.Fit(Data(whole, 20), options with { ResumeFrom = path });
            Assert.Equal(Weights(whole), Weights(resumed));
            Assert.Equal(expected.ToCsv(), history.ToCsv());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_moving_averages()
    {
        using var network = Create(Several, 1);
        var before = Weights(network);
        var images = new float[8 * network.Description.InputLength];
        images[3] = float.PositiveInfinity;
        var data = new ArrayDataset(images, new float[8 * network.Description.TargetLength], network.Description.TargetLength);
        Assert.Equal(StopReason.LossNotFinite, network.Fit(data).StopReason);
        Assert.Equal(before, Weights(network));
    }

    [Fact]
    public void An_optimizer_does_not_touch_the_moving_averages_and_training_does()
    {
        using var network = Create(Several, 1);
        Assert.All(network.Description.Parameters, parameter => Assert.Equal(!parameter.Name.Contains(".moving_", StringComparison.Ordinal), parameter.Trainable));
        var before = Weights(network);
        network.Fit(Data(network, 8), new FitOptions { Optimizer = new Sgd(0) });
        var after = Weights(network);
        foreach (var parameter in network.Description.Parameters)
        {
            bool same = before.AsSpan(parameter.Offset, parameter.Length).SequenceEqual(after.AsSpan(parameter.Offset, parameter.Length));
            Assert.Equal(parameter.Trainable, same);
        }
    }

    [Fact]
    public void A_layer_that_is_not_trained_keeps_everything()
    {
        using var network = Create(BatchNormalizationCases.All.Single(item => item.Name == "NotTrained"), 1);
        Assert.Empty(network.Description.PhaseEnds);
        var before = Weights(network);
        network.Fit(Data(network, 8));
        var after = Weights(network);
        Assert.All(network.Description.Parameters, parameter => Assert.Equal(
            parameter.Name.StartsWith("batch_normalization", StringComparison.Ordinal),
            before.AsSpan(parameter.Offset, parameter.Length).SequenceEqual(after.AsSpan(parameter.Offset, parameter.Length))));
    }

    [Fact]
    public void A_batch_of_one_pixel_has_no_variance_and_is_fine()
    {
        using var network = Create(BatchNormalizationCases.All.Single(item => item.Name == "Image1x1x17"), 1);
        var history = network.Fit(Data(network, 3), new FitOptions { BatchSize = 1, Epochs = 2 });
        Assert.Equal(StopReason.Completed, history.StopReason);
        Assert.All(Weights(network), weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first()
    {
        using var network = Create(Several, 1);
        using var executor = new CpuExecutor(network, (CpuDevice)network.Device);
        using var optimizer = new Sgd(0.01).CreateState(network.Description);
        const int count = 21;
        using var input = new AlignedBuffer(count * network.Description.InputLength);
        using var target = new AlignedBuffer(count * network.Description.TargetLength);
        using var output = new AlignedBuffer(count * network.Description.OutputLength);
        var batch = new TrainingBatch { Input = input.Pointer, Target = target.Pointer, Output = output.Pointer, Count = count };
        var losses = new double[1];
        long Allocated(int images)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            executor.TrainStep(batch with { Count = images }, 1, 0, losses);
            optimizer.BeginStep(0.01, 0);
            executor.ApplyGradients(optimizer);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.NotEqual(0, Allocated(count));
        Assert.Equal([0L, 0L, 0L], [Allocated(count), Allocated(5), Allocated(count)]);
    }

    private static Network Create(LayerCase item, int threads) =>
        GeneratedCases<BatchNormalizationCases>.Create(item, CpuDevice.WidestVectorBits, threads);

    private static ArrayDataset Data(Network network, int count)
    {
        var random = new Random(8);
        var description = network.Description;
        float[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.3f)];
        var images = Numbers(count * description.InputLength);
        return description.Heads is [{ TargetLength: 1, Loss: not "mse", Length: var classes }]
            ? new ArrayDataset(images, [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))])
            : new ArrayDataset(images, Numbers(count * description.TargetLength), description.TargetLength);
    }

    private static float[] Weights(Network network) => network.Store.Values.ToArray();

    private static float[] Values(Network network, string name) =>
        network.Store.Tensor(network.Description.Parameters.Single(parameter => parameter.Name == name)).ToArray();

    private static void AssertClose(double[] expected, float[] actual)
    {
        double largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-5 * largest));
    }
}
