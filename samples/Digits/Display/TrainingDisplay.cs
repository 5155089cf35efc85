using Spectre.Console;

namespace DigitsSample.Display;

/// <summary>Chooses a display.</summary>
internal static class TrainingDisplay
{
    /// <summary>A live one in a terminal; plain lines where the output goes to a file, a pipe or a terminal that can't move its cursor.</summary>
    public static ITrainingDisplay ForConsole() =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true } ? new LiveDisplay() : new PlainDisplay();
}
