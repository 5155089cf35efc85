using CnnGen;

namespace DigitsSample.Display;

/// <summary>Shows training while it runs. <c>Fit</c> calls the two methods <c>Show</c>.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Runs the training and shows it meanwhile.</summary>
    History Run(Func<History> training);

    /// <summary>A batch is done.</summary>
    void Show(BatchProgress progress);

    /// <summary>An epoch is done.</summary>
    void Show(EpochResult epoch);
}
