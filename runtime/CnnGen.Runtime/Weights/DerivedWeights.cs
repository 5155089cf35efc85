namespace CnnGen;

/// <summary>
/// The forms of the weights that predicting reads, made once for each version of the weights and shared by all instances over them.
/// </summary>
internal sealed unsafe class DerivedWeights(WeightStore store) : IDisposable
{
    private readonly object _gate = new();
    private AlignedBuffer? _values;
    private long _version = -1;

    /// <summary>The forms of the weights as they are now; null where predicting needs none. Allocates at the first call only.</summary>
    /// <param name="network">Any instance over the weights: it knows how they are made.</param>
    public float* Current(Network network)
    {
        if (store.Description.PredictDerivedTasks == 0)
            return null;
        if (Volatile.Read(ref _version) != store.Version)
            Make(network);
        return _values!.Pointer;
    }

    public void Dispose() => _values?.Dispose();

    private void Make(Network network)
    {
        lock (_gate)
        {
            // Nobody changes weights while an instance over them predicts, so this is the version of all who wait here.
            var version = store.Version;
            if (_version == version)
                return;
            _values ??= new AlignedBuffer(store.Description.PredictDerivedLength);
            for (var task = 0; task < store.Description.PredictDerivedTasks; task++)
                network.DeriveWeights(task, store.Pointer, _values.Pointer);
            Volatile.Write(ref _version, version);
        }
    }
}
