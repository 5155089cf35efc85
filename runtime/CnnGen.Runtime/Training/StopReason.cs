namespace CnnGen;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>A monitored value stopped getting better.</summary>
    EarlyStopping,

    /// <summary>A callback asked for it with <see cref="EpochResult.Stop"/>.</summary>
    Callback,

    /// <summary><see cref="FitOptions.CancellationToken"/> was cancelled.</summary>
    Cancelled,

    /// <summary>The loss of a batch was infinite or not a number. The weights are those before that batch; where earlier steps have spoiled them already, <see cref="Network.ResetWeights"/> or a checkpoint helps.</summary>
    LossNotFinite,

    /// <summary>The loss of a batch was finite, but a number of its gradient was infinite or not a number. The weights are those before that batch.</summary>
    GradientNotFinite,
}
