using Spectre.Console;

namespace DigitsSample.Display;

/// <summary>Chooses a display.</summary>
internal static class TrainingDisplay
{
    /// <summary>A live one in a terminal; plain lines where the output goes to a file, a pipe or a terminal that can't move its cursor.</summary>
    /// <param name="metric">The value that grows beside the loss while an epoch runs.</param>
    /// <param name="columns">The values of a line, where a network has them; none: all.</param>
    public static ITrainingDisplay ForConsole(string metric, params string[] columns) =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? new LiveDisplay(metric, new EpochTable(columns))
            : new PlainDisplay(new EpochTable(columns));
}
