namespace CnnGen;

/// <summary>
/// What an optimizer remembers between steps, in the layout of the weights. One step is one <see cref="BeginStep"/> and then
/// <see cref="Update"/> over ranges that don't overlap, on any threads.
/// </summary>
internal abstract unsafe class OptimizerState : IDisposable
{
    private readonly AlignedBuffer[] _slots;

    protected OptimizerState(int length, params string[] slotNames)
    {
        SlotNames = slotNames;
        _slots = [.. slotNames.Select(_ => new AlignedBuffer(length))];
    }

    /// <summary>What the slots are called in a checkpoint.</summary>
    public string[] SlotNames { get; }

    /// <summary>The numbers of a slot, one a weight.</summary>
    public Span<float> Slot(int index) => _slots[index].Span;

    /// <summary>Sets what all weights of a step have in common.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">Steps done before this one.</param>
    public abstract void BeginStep(double learningRate, long step);

    /// <summary>Changes the weights of a range. Start and length are multiples of 16.</summary>
    public abstract void Update(float* weights, float* gradients, int start, int length);

    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }

    protected float* SlotPointer(int index) => _slots[index].Pointer;
}
