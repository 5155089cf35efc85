namespace CnnGen;

public abstract unsafe partial class Network
{
    /// <summary>
    /// Trains the network. The same seed, data and options give the same weights, bit for bit, at any number of threads.
    /// It returns too where training is cancelled, or stops because the loss is not finite: see <see cref="History.StopReason"/>.
    /// </summary>
    /// <param name="train">The training data.</param>
    /// <param name="options">Epochs, batch size, validation and so on; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The network has no "compile" in models.json, or its weights are shared.</exception>
    /// <exception cref="ArgumentException">Data or options do not fit the network.</exception>
    /// <exception cref="DatasetException">A sample can't be read, or its class is out of range.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is not one of this network and these options.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public History Fit(IDataset train, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        options ??= new FitOptions();
        options.Check();
        CheckCompiled();
        using var call = BeginCall();
        Store.BeginTraining();
        try
        {
            _activationsOfOneImage = false;
            using var trainer = new Trainer(this, _executor, _workspace, train, options);
            return trainer.Run();
        }
        finally
        {
            Store.EndTraining();
        }
    }

    /// <summary>Losses and metrics of "compile" over a dataset, without training.</summary>
    /// <param name="data">The data.</param>
    /// <param name="batchSize">Images at once, at least 1. It changes speed, not results (but for the last bits of the loss's sum).</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="InvalidOperationException">The network has no "compile" in models.json.</exception>
    /// <exception cref="ArgumentException">The data does not fit the network.</exception>
    /// <exception cref="DatasetException">A sample can't be read, or its class is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public EvaluationResult Evaluate(IDataset data, int batchSize = 32, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        CheckCompiled();
        using var call = BeginCall();
        _activationsOfOneImage = false;
        using var evaluator = new Evaluator(Store, TrainingScope.Of(Description), _executor, _workspace, data, batchSize, "evaluation", matrices: true);
        evaluator.Run(cancellationToken);
        var matrices = Description.Heads.Zip(evaluator.Meter.Matrices, (head, matrix) => KeyValuePair.Create(head.Name, matrix));
        return new EvaluationResult([.. evaluator.Meter.Values()], [.. matrices]);
    }

    /// <summary>Calls the user's code in the middle of training, where it may use the network.</summary>
    internal void CallBack<T>(Action<T> action, T value)
    {
        EndCall();
        try
        {
            action(value);
        }
        finally
        {
            // Another thread may have taken its chance: its call is waited for.
            SpinWait wait = default;
            while (Interlocked.CompareExchange(ref _entered, 1, 0) != 0)
                wait.SpinOnce();
            _activationsOfOneImage = false;
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    private void CheckCompiled()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Description.Optimizer is not null && Description.Heads.All(head => head.Loss is not null))
            return;
        throw new InvalidOperationException(
            $"{Description.Name} can't be trained or evaluated: models.json has no \"compile\" for it. " +
            "Add one, such as \"compile\": { \"optimizer\": \"Adam\", \"loss\": \"sparse_categorical_crossentropy\", \"metrics\": [\"accuracy\"] }.");
    }
}
