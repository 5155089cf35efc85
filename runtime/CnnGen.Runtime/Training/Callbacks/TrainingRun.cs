namespace CnnGen;

/// <summary>What is known of a run of <c>Fit</c> before its first step.</summary>
public sealed class TrainingRun
{
    internal TrainingRun(Network network, int stepsPerEpoch, int epochs, IReadOnlyList<string> names, History history)
    {
        Network = network;
        StepsPerEpoch = stepsPerEpoch;
        Epochs = epochs;
        Names = names;
        History = history;
    }

    /// <summary>The network that is trained.</summary>
    public Network Network { get; }

    /// <summary>Steps of an epoch: its batches.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Epochs of the whole run, with those before it was resumed.</summary>
    public int Epochs { get; }

    /// <summary>Steps of the whole run.</summary>
    public long Steps => (long)StepsPerEpoch * Epochs;

    /// <summary>The names of the values that each epoch gets, in the order of the history.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The epochs so far; it grows while training goes on.</summary>
    public History History { get; }
}
