using CnnGen.Import;

namespace CnnGen.Tool.Commands;

/// <summary>Runs a command: what is wrong with its files is a line on the error stream and the exit code 1, never a stack trace.</summary>
internal static class Guard
{
    public static int Run(Func<int> command, TextWriter error)
    {
        try
        {
            return command();
        }
        catch (Exception exception) when (exception is ImportException or InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            error.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }
}
