namespace CnnGen.Layers.Tests.Transfer;

/// <summary>Whole runs of training with frozen layers.</summary>
public sealed class FrozenFitTests
{
    private static readonly FitOptions s_options = new() { Epochs = 3, BatchSize = 7, Seed = 4, Optimizer = new AdamW { WeightDecay = 0.1 } };

    [Theory]
    [InlineData("Frozen", "features")]
    [InlineData("Never", "features")]
    [InlineData("NormalizedHead", "pool")]
    public void Kept_features_change_no_bit(string name, string features)
    {
        using var computed = Create(name);
        using var kept = Create(name, threads: 3);
        var data = Data(computed, 23).Augment(new Augmentation { HorizontalFlip = true, VerticalFlip = true, TargetsIgnorePlace = true });
        var options = s_options with { Validation = Data(computed, 9) };
        var expected = computed.Fit(data, options with { FeatureCacheBytes = 0 });
        var history = kept.Fit(data, options);
        Assert.Equal(Weights(computed), Weights(kept));
        Assert.Equal(expected.ToCsv(), history.ToCsv());
        int floats = kept.Description.FeatureLength;
        Assert.Equal(name == "NormalizedHead" ? features : "mean", kept.Description.Layers[kept.Description.FeatureLayer].Name);
        Assert.Equal("training: not kept, FeatureCacheBytes is 0; validation: not kept, FeatureCacheBytes is 0", expected.FeatureCache);
        Assert.Equal(
            $"training: 23 samples x 4 forms x {floats} floats, {23 * 4 * 4 * (floats + 2)} bytes; validation: 9 samples x 1 forms x {floats} floats, {9 * 4 * (floats + 2)} bytes",
            history.FeatureCache);
    }

    [Fact]
    public void Features_are_not_kept_where_data_varies_or_there_is_no_room()
    {
        using var network = Create("Frozen");
        string Report(IDataset data, long bytes = 1 << 20, Enum? from = null) =>
            network.Fit(data, new FitOptions { FeatureCacheBytes = bytes, TrainableFrom = from }).FeatureCache;
        var data = Data(network, 8);
        Assert.Equal("training: not kept, its samples are other in every epoch", Report(data.Augment(new Augmentation { WidthShift = 0.2 })));
        Assert.Equal("training: not kept, its samples are other in every epoch", Report(data.Augment(new Augmentation { HorizontalFlip = true }).Augment(new Augmentation { VerticalFlip = true })));
        Assert.Equal("training: not kept, its samples are other in every epoch", Report(new LateData(data)));
        Assert.Equal("training: not kept, 256 bytes more would be above FeatureCacheBytes, 255", Report(data, 255));
        Assert.Equal("training: 8 samples x 1 forms x 6 floats, 256 bytes", Report(data, 256));
        Assert.Equal("training: not kept, layers up to mean are trained too", Report(data, from: Layer(network, "Features")));
        using var chain = Create("Chain");
        Assert.Equal(
            "training: not kept, models.json freezes no layers before the trained ones whose output alone these see",
            chain.Fit(Data(chain, 8), new FitOptions { TrainableFrom = Layer(chain, "Pet") }).FeatureCache);
    }

    [Fact]
    public void Frozen_weights_keep_their_bits_under_decay_and_regularizers()
    {
        using var network = Create("Chain");
        var before = Weights(network);
        network.Fit(Data(network, 20), s_options with { TrainableFrom = Layer(network, "Features") });
        foreach (var parameter in network.Description.Parameters)
        {
            bool same = before.AsSpan(parameter.Offset, parameter.Length).SequenceEqual(network.Store.Tensor(parameter));
            Assert.True(same == (parameter.Name is not ("features.kernel" or "features.bias" or "pet.kernel" or "pet.bias")), parameter.Name);
        }
    }

    [Fact]
    public void A_boundary_frees_what_the_file_freezes()
    {
        using var network = Create("Frozen");
        var before = Weights(network);
        network.Fit(Data(network, 20), s_options with { TrainableFrom = Layer(network, "Stem") });
        foreach (var parameter in network.Description.Parameters)
        {
            bool same = before.AsSpan(parameter.Offset, parameter.Length).SequenceEqual(network.Store.Tensor(parameter));
            Assert.True(same == parameter.Name.Contains(".moving_", StringComparison.Ordinal), parameter.Name);
        }
    }

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits_and_must_train_the_same_layers()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var whole = Create("Frozen");
            var from = Layer(whole, "Features");
            var options = s_options with { TrainableFrom = from };
            var expected = whole.Fit(Data(whole, 20), options);
            using (var interrupted = Create("Frozen")) interrupted.Fit(Data(whole, 20), options with { Epochs = 1, Checkpoint = new Checkpoint(path) });
            using var resumed = Create("Frozen");
            var history = resumed.Fit(Data(whole, 20), options with { ResumeFrom = path });
            Assert.Equal(Weights(whole), Weights(resumed));
            Assert.Equal(expected.ToCsv(), history.ToCsv());
            var found = Assert.Throws<InvalidDataException>(() => resumed.Fit(Data(whole, 20), options with { ResumeFrom = path, TrainableFrom = null }));
            Assert.Contains("trainable_from \"features\", but this one has \"as declared\"", found.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Features_follow_a_callback_that_changes_frozen_weights()
    {
        float[] Train(long bytes)
        {
            using var network = Create("Frozen");
            network.Fit(Data(network, 12), s_options with
            {
                FeatureCacheBytes = bytes,
                OnEpochEnd = epoch => new WeightTensor(network, 0).Set([.. Enumerable.Range(0, network.Description.Parameters[0].Length).Select(i => MathF.Cos(i + epoch.Epoch))]),
            });
            return Weights(network);
        }

        Assert.Equal(Train(0), Train(1 << 20));
    }

    [Fact]
    public void A_layer_of_another_network_is_refused()
    {
        using var network = Create("Frozen");
        using var other = Create("Never");
        var found = Assert.Throws<ArgumentException>(() => network.Fit(Data(network, 4), new FitOptions { TrainableFrom = Layer(other, "Pet") }));
        Assert.Equal("FitOptions.TrainableFrom is CnnGen.Generated.Cases.Never+Layer.Pet; expected a member of Frozen.Layer.", found.Message);
        Assert.Throws<ArgumentException>(() => network.Fit(Data(network, 4), new FitOptions { TrainableFrom = (Enum)Enum.ToObject(network.Description.LayerType!, 99) }));
    }

    [Fact]
    public void Forms_of_frozen_weights_follow_changes_from_outside()
    {
        float[] Trained(bool rewritesAll)
        {
            using var network = Create("Between");
            int[] layers = network.Description.DerivedLayers;
            int[] declared = [.. layers];
            Assert.NotEmpty(layers);
            // As if every form were of a layer that is trained: all of them are written at each step.
            if (rewritesAll) Array.Fill(layers, network.Description.LayerOf(network.Description.Parameters.Single(parameter => parameter.Name == "pet.kernel")));
            var frozen = network.Description.Parameters.Single(parameter => parameter.Name == "frozen.kernel");
            network.Fit(Data(network, 20), s_options with
            {
                OnEpochEnd = epoch =>
                {
                    if (epoch.Epoch == 2) network.WriteTensor(frozen, [.. Enumerable.Range(0, frozen.Length).Select(i => 0.1f * (i % 5) - 0.2f)]);
                },
            });
            declared.CopyTo(layers, 0);
            return Weights(network);
        }

        Assert.Equal(Trained(rewritesAll: true), Trained(rewritesAll: false));
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first()
    {
        using var network = Create("Frozen");
        long before = 0, after = 0;
        network.Fit(Data(network, 28), new FitOptions
        {
            Epochs = 2,
            BatchSize = 7,
            OnBatchEnd = batch =>
            {
                if (batch is { Epoch: 2, Batch: 1 }) before = GC.GetAllocatedBytesForCurrentThread();
                if (batch is { Epoch: 2, Batch: 2 }) after = GC.GetAllocatedBytesForCurrentThread();
            },
        });
        Assert.InRange(after - before, 0, 200);
    }

    internal static Network Create(string name, int threads = 1)
    {
        var network = GeneratedCases<TransferCases>.Create(TransferCases.All.Single(item => item.Name == name), Device.Cpu().VectorBits, threads);
        var random = new Random(1);
        foreach (var parameter in network.Description.Parameters)
        {
            foreach (ref float value in network.Store.Tensor(parameter)) value = (random.NextSingle() * 0.8f) - (parameter.Name.Contains("variance", StringComparison.Ordinal) ? -0.2f : 0.4f);
        }

        network.Store.Changed();
        return network;
    }

    internal static float[] Weights(Network network) => network.Store.Values.ToArray();

    private static Enum Layer(Network network, string name) => (Enum)Enum.Parse(network.Description.LayerType!, name);

    private static ArrayDataset Data(Network network, int count)
    {
        var random = new Random(count);
        var images = Enumerable.Range(0, count * network.Description.InputLength).Select(_ => random.NextSingle()).ToArray();
        return new ArrayDataset(images, [.. Enumerable.Range(0, count).Select(_ => random.Next(3))]);
    }

    /// <summary>A dataset of which only the last sample depends on the epoch.</summary>
    private sealed class LateData(IDataset source) : IDataset
    {
        public int Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public void Read(int index, SampleWriter sample)
        {
            source.Read(index, sample);
            if (index == Count - 1) sample.Input[0] += sample.Epoch;
        }
    }
}
