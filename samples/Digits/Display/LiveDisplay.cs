using CnnGen;
using Spectre.Console;

namespace DigitsSample.Display;

/// <summary>A bar that grows with the epoch; above it a line for each epoch that is done.</summary>
internal sealed class LiveDisplay(string metric, EpochTable table) : ITrainingDisplay
{
    private ProgressTask? _bar;
    private bool _headerIsWritten;

    public History Run(Func<History> training) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new PercentageColumn())
        .Start(context =>
        {
            _bar = context.AddTask("starting");
            return training();
        });

    public void Show(BatchProgress progress)
    {
        var speed = progress.Images / progress.Elapsed.TotalSeconds;
        _bar!.Description = $"epoch {progress.Epoch}/{progress.Epochs}  loss [yellow]{progress.Loss:0.0000}[/]  {metric} [green]{progress[metric]:0.0000}[/]  {speed,7:N0} images/s";
        _bar.MaxValue = progress.Batches;
        _bar.Value = progress.Batch;
    }

    public void Show(EpochResult epoch)
    {
        if (!_headerIsWritten)
            AnsiConsole.MarkupLine($"[grey]{table.Header(epoch)}[/]");
        _headerIsWritten = true;
        AnsiConsole.WriteLine(table.Row(epoch));
    }
}
