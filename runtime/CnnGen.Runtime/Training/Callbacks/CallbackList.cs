namespace CnnGen;

/// <summary>All that is to be called in a run: the callbacks of the options, then its delegates.</summary>
internal sealed class CallbackList
{
    private readonly Network _network;
    private readonly Action<TrainingRun>? _trainBegin;
    private readonly Action<History>? _trainEnd;
    private readonly Action<int>? _epochBegin;
    private readonly Action<EpochResult>? _epochEnd;
    private readonly Action<BatchProgress>? _batchEnd;

    public CallbackList(Network network, FitOptions options)
    {
        _network = network;
        foreach (var callback in options.Callbacks)
        {
            _trainBegin += callback.OnTrainBegin;
            _trainEnd += callback.OnTrainEnd;
            _epochBegin += callback.OnEpochBegin;
            _epochEnd += callback.OnEpochEnd;
            _batchEnd += callback.OnBatchEnd;
        }

        _epochEnd += options.OnEpochEnd;
        _batchEnd += options.OnBatchEnd;
    }

    /// <summary>Whether anybody wants to know of batches.</summary>
    public bool WatchesBatches => _batchEnd is not null;

    public void TrainBegin(TrainingRun run) => Call(_trainBegin, run);

    public void TrainEnd(History history) => Call(_trainEnd, history);

    public void EpochBegin(int epoch) => Call(_epochBegin, epoch);

    public void EpochEnd(EpochResult epoch) => Call(_epochEnd, epoch);

    public void BatchEnd(BatchProgress batch) => Call(_batchEnd, batch);

    private void Call<T>(Action<T>? action, T value)
    {
        if (action is not null)
            _network.CallBack(action, value);
    }
}
