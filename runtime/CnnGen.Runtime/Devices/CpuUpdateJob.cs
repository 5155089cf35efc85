namespace CnnGen;

/// <summary>Sums the chunks' gradients and lets the optimizer change the trainable weights, a range of weights a task.</summary>
internal sealed unsafe class CpuUpdateJob : ITeamJob
{
    private const int RangeLength = 4096;

    private readonly Network _network;
    private readonly ChunkGradients _gradients;
    private readonly (int Start, int Length, ParameterDescription Parameter)[] _ranges;

    public CpuUpdateJob(Network network, ChunkGradients gradients)
    {
        _network = network;
        _gradients = gradients;
        _ranges = [.. network.Description.Parameters.Where(parameter => parameter.Trainable).SelectMany(Cut)];
    }

    /// <summary>Ranges to update.</summary>
    public int Tasks => _ranges.Length;

    /// <summary>Chunks that the last step wrote.</summary>
    public int Chunks;

    /// <summary>Computes the change.</summary>
    public OptimizerState? Optimizer;

    public void Run(int task, int worker)
    {
        var (start, length, parameter) = _ranges[task];
        var vectorLength = WeightStore.RoundUp(length);
        var gradients = _gradients.Sum(Chunks, start, vectorLength);
        Regularization.AddGradient(parameter, _network.Store.Pointer, gradients, start, vectorLength);

        // Behind a tensor's end lies unused room up to the next multiple of 16 floats: a gradient of zero leaves it zero.
        new Span<float>(gradients + start + length, vectorLength - length).Clear();
        Optimizer!.Update(_network.Store.Pointer, gradients, start, vectorLength);
    }

    private static IEnumerable<(int Start, int Length, ParameterDescription Parameter)> Cut(ParameterDescription parameter)
    {
        for (var start = 0; start < parameter.Length; start += RangeLength)
            yield return (parameter.Offset + start, Math.Min(RangeLength, parameter.Length - start), parameter);
    }
}
