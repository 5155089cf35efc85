namespace CnnGen;

/// <summary>What the jobs of a network on the processor have in common: the batch and how a block of it is put together.</summary>
internal abstract unsafe class CpuJob(Network network, CpuArenas arenas, int vectorBits) : ITeamJob
{
    private readonly int _inputLength = network.Description.InputLength;
    private readonly int _featureLength = network.Description.FeatureLength;
    private readonly int _targetLength = network.Description.TargetLength;
    private readonly int _outputLength = network.Description.OutputLength;
    private readonly int _heads = network.Description.Heads.Length;

    /// <summary>The batch that the job works on.</summary>
    public TrainingBatch Batch;

    /// <summary>The weights in the other forms that the job's pass reads.</summary>
    public float* Derived;

    protected Network Network { get; } = network;

    public abstract void Run(int task, int worker);

    protected Block MakeBlock(int first, int count, int arena) => new()
    {
        Input = Batch.Input + (long)first * (Batch.FromFeatures ? _featureLength : _inputLength),
        FromFeatures = Batch.FromFeatures,
        Output = Batch.Output + (long)first * _outputLength,
        Target = Batch.Target == null ? null : Batch.Target + (long)first * _targetLength,
        SampleWeights = Batch.Weights == null ? null : Batch.Weights + (long)first * _heads,
        Weights = Network.Store.Pointer,
        Derived = Derived,
        Arena = arenas[arena],
        Work = arenas[arena],
        Count = count,
        First = first,
        BatchSize = Batch.Count,
        VectorBits = vectorBits,
    };
}
