namespace CnnGen;

/// <summary>Watches the epochs for <see cref="EarlyStopping"/> and keeps the best weights where they are to be restored.</summary>
internal sealed class EarlyStoppingMonitor(EarlyStopping options, WeightStore store)
{
    /// <summary>The best value so far.</summary>
    public BestValue Best { get; } = new(options.Monitor, options.Mode, options.MinDelta);

    /// <summary>Epochs since then.</summary>
    public int Wait { get; set; }

    /// <summary>The weights of the best epoch; null before it, or where they are not to be restored.</summary>
    public float[]? BestWeights { get; set; }

    /// <summary>Looks at an epoch, and says whether training ends with it.</summary>
    public bool Ends(EpochResult epoch)
    {
        if (Best.Observe(epoch))
        {
            Wait = 0;
            if (options.RestoreBestWeights)
                store.Values.CopyTo(BestWeights ??= new float[store.Values.Length]);
            return false;
        }

        Wait++;
        return HasEnded;
    }

    /// <summary>Whether training has ended already: a resumed run then has nothing left to do.</summary>
    public bool HasEnded => Wait >= options.Patience && Wait > 0;

    /// <summary>Gives the network its best weights back, where that was asked for.</summary>
    public void Restore()
    {
        if (BestWeights is null)
            return;
        BestWeights.CopyTo(store.Values);
        store.Changed();
    }
}
