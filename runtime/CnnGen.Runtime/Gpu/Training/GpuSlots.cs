namespace CnnGen.Gpu;

/// <summary>What an optimizer remembers, in a device's memory.</summary>
internal sealed unsafe class GpuSlots : IDisposable
{
    private readonly GpuQueue _queue;
    private readonly GpuBuffer[] _slots;
    private bool _hasHosts;
    private bool _isNewer;

    public GpuSlots(GpuQueue queue, OptimizerState optimizer)
    {
        (_queue, Optimizer) = (queue, optimizer);
        _slots = [.. optimizer.SlotNames.Select((_, slot) => queue.Allocate(optimizer.Slot(slot).Length))];
    }

    /// <summary>Whose they are.</summary>
    public OptimizerState Optimizer { get; }

    /// <summary>The moving average of the weights; null where none is kept.</summary>
    public GpuView? Average => Optimizer.Average is null ? null : new GpuView(_slots[^1], 0);

    /// <summary>A slot of a rule; null where it has not so many.</summary>
    public GpuView? View(in GpuRule rule, int index) => index < rule.Slots.Length && rule.Slots[index] >= 0 ? new GpuView(_slots[rule.Slots[index]], 0) : null;

    /// <summary>Copies the host's, unless that was done.</summary>
    public void Upload()
    {
        if (_hasHosts)
            return;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            fixed (float* values = Optimizer.Slot(slot))
                _queue.Upload(values, new GpuView(_slots[slot], 0), _slots[slot].Length);
        }

        _hasHosts = true;
    }

    /// <summary>Says that the device's are newer than the host's.</summary>
    public void Changed() => _isNewer = true;

    /// <summary>Brings the host's up to date.</summary>
    public void Download()
    {
        if (!_isNewer)
            return;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            fixed (float* values = Optimizer.Slot(slot))
                _queue.Download(new GpuView(_slots[slot], 0), values, _slots[slot].Length);
        }

        _isNewer = false;
    }

    /// <summary>Says that the host's may have changed since they were brought up to date.</summary>
    public void Forget()
    {
        if (!_isNewer)
            _hasHosts = false;
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
    }
}
