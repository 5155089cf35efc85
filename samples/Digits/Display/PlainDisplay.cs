using CnnGen;

namespace DigitsSample.Display;

/// <summary>A line an epoch and no control characters: for files and pipes.</summary>
internal sealed class PlainDisplay(EpochTable table) : ITrainingDisplay
{
    private bool _headerIsWritten;

    public History Run(Func<History> training) => training();

    public void Show(BatchProgress progress)
    {
    }

    public void Show(EpochResult epoch)
    {
        if (!_headerIsWritten)
            Console.WriteLine(table.Header(epoch));
        _headerIsWritten = true;
        Console.WriteLine(table.Row(epoch));
    }
}
