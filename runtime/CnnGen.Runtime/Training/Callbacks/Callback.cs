namespace CnnGen;

/// <summary>
/// Code of your own that takes part in training, for <see cref="FitOptions.Callbacks"/>. All methods do nothing until they are overridden. They are called on
/// the thread that called <c>Fit</c>, and the network may predict, evaluate and save in them. What they throw comes out of <c>Fit</c> as it is, and
/// nothing else is called after it.
/// </summary>
public abstract class Callback
{
    /// <summary>Called before the first step, when data and options are checked and a checkpoint is read.</summary>
    public virtual void OnTrainBegin(TrainingRun run)
    {
    }

    /// <summary>Called when training has ended, for whatever reason, and the network has its last weights. The history tells the reason.</summary>
    public virtual void OnTrainEnd(History history)
    {
    }

    /// <summary>Called before each epoch with its number, from 1.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>Called after each epoch and its validation; <see cref="EpochResult.Stop"/> ends training.</summary>
    public virtual void OnEpochEnd(EpochResult epoch)
    {
    }

    /// <summary>Called after each batch.</summary>
    public virtual void OnBatchEnd(BatchProgress batch)
    {
    }
}
