using CnnGen.Generator.Graph;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>One batch through a generated network and through its reference, with the same random weights, images and targets.</summary>
internal sealed unsafe class GeneratedStep : IDisposable
{
    private readonly NetworkGraph _graph;
    private readonly NetworkDescription _description;
    // Behind an arena's end lies what nothing may write.
    private const int GuardLength = 256;
    private const float Guard = 12345.678f;
    private const ulong Seed = 11;
    private const uint Step = 3;

    private readonly AlignedBuffer[] _buffers;
    private readonly double[][] _images;
    private readonly double[][] _targets;
    private readonly double[] _losses;

    public GeneratedStep(NetworkGraph graph, Network network, int batch, int seed)
    {
        _graph = graph;
        Network = network;
        _description = network.Description;
        Reference = new ReferenceNetwork(graph);
        var random = new Random(seed);
        _images = Enumerable.Range(0, batch).Select(_ => Floats(random, _description.InputLength)).ToArray();
        _targets = Enumerable.Range(0, batch).Select(_ => Target(random)).ToArray();
        _losses = new double[graph.Heads.Count];
        _buffers =
        [
            Filled(_images), new(batch * _description.OutputLength), Filled(_targets),
        ];
        foreach (var parameter in _description.Parameters)
        {
            var values = Floats(random, parameter.Length);
            if (parameter.Name.EndsWith("variance", StringComparison.Ordinal)) values = [.. values.Select(value => Math.Abs(value) + 0.25)];
            for (int i = 0; i < values.Length; i++) network.Store.Tensor(parameter)[i] = (float)values[i];
            values.CopyTo(Reference.Tensors.Single(tensor => tensor.Name == parameter.Name).Values, 0);
        }
    }

    public Network Network { get; }

    public ReferenceNetwork Reference { get; }

    public int Batch => _images.Length;

    public Span<float> Outputs => new(_buffers[1].Pointer, Batch * _description.OutputLength);

    public ReadOnlySpan<double> Losses => _losses;

    public IReadOnlyList<double[]> Images => _images;

    public IReadOnlyList<double[]> Targets => _targets;

    /// <summary>Predicts or evaluates the batch in blocks, as a worker does, in an arena of the length that they may use.</summary>
    public void Run(int vectorBits, RunBlock run)
    {
        using var arenas = new CpuArenas();
        int arenaLength = _description.PredictArenaLength;
        Guarded(arenas, 1, arenaLength);
        Array.Clear(_losses);
        fixed (double* losses = _losses)
        {
            for (int first = 0; first < Batch; first += _description.BlockSize)
            {
                run(new Block
                {
                    Input = _buffers[0].Pointer + (first * _description.InputLength),
                    Output = _buffers[1].Pointer + (first * _description.OutputLength),
                    Target = _buffers[2].Pointer + (first * _description.TargetLength),
                    Weights = Network.Store.Pointer,
                    Derived = Network.Store.Derived.Current(Network),
                    Arena = arenas[0],
                    Work = arenas[0],
                    Losses = losses,
                    Count = Math.Min(_description.BlockSize, Batch - first),
                    First = first,
                    BatchSize = Batch,
                    VectorBits = vectorBits,
                });
            }
        }

        CheckGuards(arenas, 1, arenaLength);
    }

    /// <summary>A training step by the runtime's own code, in arenas of the length that it may use. The moving averages move; nothing else changes.</summary>
    /// <param name="chunks">Parts that the batch is cut into.</param>
    /// <param name="scope">What is trained; null: what models.json says.</param>
    /// <returns>The gradients by the weights, at their offsets.</returns>
    public float[] Train(int chunks, TrainingScope? scope = null)
    {
        var device = (CpuDevice)Network.Device;
        int arenaLength = _description.TrainArenaLength;
        using var arenas = new CpuArenas();
        Guarded(arenas, device.Threads, arenaLength);
        using var training = new CpuTraining(Network, device, WorkerTeam.Of(device.Threads), arenas, new LossSums(_losses.Length), chunks);
        if (scope is not null) training.Scope = scope;
        Guarded(training.KeptArenas, Batch, _description.KeptArenaLength);
        var batch = new TrainingBatch { Input = _buffers[0].Pointer, Output = _buffers[1].Pointer, Target = _buffers[2].Pointer, Count = Batch };
        training.Step(batch, Seed, Step, _losses);
        CheckGuards(arenas, device.Threads, arenaLength);
        CheckGuards(training.KeptArenas, Batch, _description.KeptArenaLength);
        using var gradients = new RecordedGradients(_description);
        Assert.Null(training.ApplyGradients(gradients));
        return gradients.Values;
    }

    /// <summary>Predicts the batch on a device.</summary>
    public void Predict(Executor executor) => executor.Predict(_buffers[0].Pointer, _buffers[1].Pointer, Batch);

    /// <summary>Evaluates the batch on a device.</summary>
    public void Evaluate(Executor executor) => executor.Evaluate(WholeBatch, _losses);

    /// <summary>A training step on a device, which changes nothing.</summary>
    /// <returns>The gradients by the weights, at their offsets.</returns>
    public float[] Train(GpuExecutor executor)
    {
        executor.BeginTraining(TrainingScope.Of(_description));
        executor.TrainStep(WholeBatch, Seed, Step, _losses);
        var gradients = new float[WeightStore.RoundUp(_description.WeightsLength)];
        executor.ReadGradients(gradients);
        return gradients;
    }

    private TrainingBatch WholeBatch => new() { Input = _buffers[0].Pointer, Output = _buffers[1].Pointer, Target = _buffers[2].Pointer, Count = Batch };

    /// <summary>Gives the reference's dropout layers the masks that training draws.</summary>
    public void SetMasks()
    {
        foreach (var layer in Reference.Layers.Where(layer => layer is IMasked))
        {
            var masked = (IMasked)layer;
            var masks = new float[masked.MaskLength * Batch];
            fixed (float* pointer = masks) Dropout.Mask(pointer, masks.Length, masked.Rate, Seed, Step, layer.Node.Index, 0);
            masked.Masks = [.. masks.Chunk(masked.MaskLength).Select(mask => mask.Select(value => (double)value).ToArray())];
        }
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers) buffer.Dispose();
        Network.Dispose();
    }

    /// <summary>Numbers that a float holds exactly, so that both sides start from the same.</summary>
    private static double[] Floats(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (double)((random.NextSingle() * 1.6f) - 0.8f)).ToArray();

    private double[] Target(Random random) => _description.Heads.SelectMany(head => head.Targets switch
    {
        TargetKind.Values when head.Kind == HeadKind.BoundingBox => Box(random),
        TargetKind.Values => Floats(random, head.TargetLength),
        TargetKind.ClassIndex => Enumerable.Range(0, head.TargetLength).Select(_ => (double)random.Next(head.Length / head.TargetLength)),
        _ => Enumerable.Range(0, head.TargetLength).Select(_ => (double)random.NextSingle()),
    }).ToArray();

    /// <summary>A box; in one image of four none.</summary>
    private static double[] Box(Random random)
    {
        double[] a = Floats(random, 2), size = Floats(random, 2);
        return random.Next(4) == 0 ? [0, 0, 0, 0] : [a[0], a[1], (float)(a[0] + 0.25 + Math.Abs(size[0])), (float)(a[1] + 0.25 + Math.Abs(size[1]))];
    }

    private static AlignedBuffer Filled(double[][] rows)
    {
        var values = rows.SelectMany(row => row).ToArray();
        var buffer = new AlignedBuffer(values.Length);
        for (int i = 0; i < values.Length; i++) buffer.Pointer[i] = (float)values[i];
        return buffer;
    }

    private static void Guarded(CpuArenas arenas, int count, int length)
    {
        arenas.Ensure(count, length + GuardLength);
        for (int i = 0; i < count; i++) new Span<float>(arenas[i] + length, GuardLength).Fill(Guard);
    }

    private static void CheckGuards(CpuArenas arenas, int count, int length)
    {
        for (int i = 0; i < count; i++)
            Assert.False(new Span<float>(arenas[i] + length, GuardLength).ContainsAnyExcept(Guard), "something was written behind the arena");
    }

    public delegate void RunBlock(in Block block);

    /// <summary>An optimizer that changes nothing and keeps what it was given.</summary>
    private sealed class RecordedGradients(NetworkDescription network) : OptimizerState(new Sgd(), network)
    {
        public float[] Values { get; } = new float[WeightStore.RoundUp(network.WeightsLength)];

        public override void Update(WeightRange range, float* weights, float* gradients, float scale) =>
            new Span<float>(gradients + range.Start, range.Length).CopyTo(Values.AsSpan(range.Start));

        public override Gpu.GpuRule GpuRule => throw new NotSupportedException();

        protected override void SetRule(double learningRate, long step)
        {
        }
    }
}
