using System.Numerics;
using CnnGen.Gpu;

namespace CnnGen;

/// <summary>
/// What an optimizer remembers between steps, in the layout of the weights. One step is one <see cref="BeginStep"/> and then
/// <see cref="Update"/> over ranges that don't overlap, on any threads.
/// </summary>
internal abstract unsafe class OptimizerState : IDisposable
{
    private const string AverageName = "ema";

    private readonly AlignedBuffer[] _slots;
    private readonly bool[] _decays;
    private readonly AlignedBuffer? _average;
    private float _decay;
    private float _averageMomentum;
    private float _averageShare;
    private bool _averageOverwrites;

    protected OptimizerState(Optimizer optimizer, NetworkDescription network, params string[] slotNames)
    {
        Check(optimizer, network);
        Optimizer = optimizer;
        SlotNames = optimizer.UseEma ? [.. slotNames, AverageName] : slotNames;
        _slots = [.. SlotNames.Select(_ => new AlignedBuffer(WeightStore.RoundUp(network.WeightsLength)))];
        _average = optimizer.UseEma ? _slots[^1] : null;
        _decays = [.. network.Parameters.Select(parameter => !optimizer.ExcludeFromWeightDecay.Any(name => IsNamed(parameter, name)))];
    }

    /// <summary>The rule and its numbers.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>What the slots are called in a checkpoint.</summary>
    public string[] SlotNames { get; }

    /// <summary>The numbers of a slot, one a weight.</summary>
    public Span<float> Slot(int index) => _slots[index].Span;

    /// <summary>The moving average of the weights; null where none is kept. Only trainable parameters have one.</summary>
    public AlignedBuffer? Average => _average;

    /// <summary>What a step takes of each weight that decays.</summary>
    public float Decay => _decay;

    /// <summary>How much of the average stays in the step.</summary>
    public float AverageMomentum => _averageMomentum;

    /// <summary>How much of the weights is added to it.</summary>
    public float AverageShare => _averageShare;

    /// <summary>Whether the weights become their average in the step.</summary>
    public bool AverageOverwrites => _averageOverwrites;

    /// <summary>The rule of the step as a kernel takes it.</summary>
    public abstract GpuRule GpuRule { get; }

    /// <summary>Whether a parameter decays, by its index.</summary>
    public bool Decays(int parameter) => _decays[parameter];

    /// <summary>Sets what all weights of a step have in common.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">Steps done before this one.</param>
    public void BeginStep(double learningRate, long step)
    {
        _decay = (float)(learningRate * Optimizer.WeightDecay);
        var momentum = step == 0 ? 0 : Optimizer.EmaMomentum;
        _averageMomentum = (float)momentum;
        _averageShare = (float)(1 - momentum);
        _averageOverwrites = Optimizer.EmaOverwriteFrequency is { } steps && (step + 1) % steps == 0;
        SetRule(learningRate, step + 1);
    }

    /// <summary>Changes the weights of a range.</summary>
    /// <param name="range">Which ones.</param>
    /// <param name="weights">All weights.</param>
    /// <param name="gradients">Their gradients, of which all are finite, and zero in the unused room.</param>
    /// <param name="scale">What the gradients are multiplied with first, to clip their norm.</param>
    public abstract void Update(WeightRange range, float* weights, float* gradients, float scale);

    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }

    /// <summary>Prepares the formula.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">The number of the step, from 1.</param>
    protected abstract void SetRule(double learningRate, long step);

    protected float* SlotPointer(int index) => _slots[index].Pointer;

    /// <summary>The one loop over the weights: clip, decay, rule, average.</summary>
    protected void Run<TRule>(TRule rule, WeightRange range, float* weights, float* gradients, float scale)
        where TRule : struct, IUpdateRule
    {
        var scales = new Vector<float>(scale);
        var limit = new Vector<float>((float)(Optimizer.ClipValue ?? double.PositiveInfinity));
        var decay = new Vector<float>(_decays[range.Parameter] ? _decay : 0);
        var momentum = new Vector<float>(_averageMomentum);
        var share = new Vector<float>(_averageShare);
        var averages = _average is { } buffer ? buffer.Pointer : null;
        for (var i = range.Start; i < range.Start + range.PaddedLength; i += Vector<float>.Count)
        {
            var gradient = Vector.Min(Vector.Max(Vector.Load(gradients + i) * scales, -limit), limit);
            var weight = Vector.Load(weights + i);
            weight = rule.Update(weight - weight * decay, gradient, i);
            if (averages != null)
            {
                var average = momentum * Vector.Load(averages + i) + share * weight;
                average.Store(averages + i);
                if (_averageOverwrites)
                    weight = average;
            }

            weight.Store(weights + i);
        }
    }

    private static bool IsNamed(ParameterDescription parameter, string name) =>
        parameter.Name == name
        || parameter.Name.EndsWith($".{name}", StringComparison.Ordinal)
        || parameter.Name.StartsWith($"{name}.", StringComparison.Ordinal);

    private static void Check(Optimizer optimizer, NetworkDescription network)
    {
        if ((optimizer.ClipNorm is null ? 0 : 1) + (optimizer.GlobalClipNorm is null ? 0 : 1) + (optimizer.ClipValue is null ? 0 : 1) > 1)
            throw new ArgumentException("The optimizer has several of ClipNorm, GlobalClipNorm and ClipValue; give one of them.");
        foreach (var name in optimizer.ExcludeFromWeightDecay)
        {
            if (network.Parameters.Any(parameter => IsNamed(parameter, name)))
                continue;
            throw new ArgumentException(
                $"The optimizer's ExcludeFromWeightDecay names \"{name}\", which is no parameter of {network.Name}; expected parts of " +
                $"{string.Join(", ", network.Parameters.Select(parameter => parameter.Name))}.");
        }
    }
}
