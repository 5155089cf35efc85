using System.Text;

namespace CnnGen;

/// <summary>
/// Writes the history as training goes on, a line an epoch, in the form of <see cref="History.WriteCsv"/>. A line is written at once, so an interrupted run
/// leaves whole lines. A run that is resumed goes on with the lines of the epochs that its checkpoint has; any other run replaces the file.
/// </summary>
/// <param name="path">Where to.</param>
public sealed class CsvLog(string path) : Callback
{
    private History? _history;
    private int _columns;

    /// <summary>Where it is written to.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <inheritdoc/>
    /// <exception cref="IOException">The file can't be written.</exception>
    public override void OnTrainBegin(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _history = run.History;
        _columns = _history.Epochs == 0 ? run.Names.Count : _history.Names.Count;
        var text = _history.Epochs == 0 ? History.CsvHeader(run.Names) : _history.ToCsv();
        AtomicFile.Write(Path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file can't be written.</exception>
    public override void OnEpochEnd(EpochResult epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        if (_history is not { } history)
            throw new InvalidOperationException("A CsvLog writes what Fit does; put it into FitOptions.Callbacks.");
        if (history.Names.Count != _columns)
        {
            // A value that the epochs before the checkpoint did not have: their lines get a NaN.
            _columns = history.Names.Count;
            history.WriteCsv(Path);
            return;
        }

        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(history.CsvLine(epoch.Epoch - 1)));
    }
}
