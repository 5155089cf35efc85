using System;

namespace CnnGen.Generator;

/// <summary>The value of a step, or what went wrong inside the generator: an exception would end the work on every network.</summary>
/// <param name="Subject">The network or file that the step worked on.</param>
internal sealed record Guarded<T>(string Subject, T? Value, string? Failure)
    where T : class;

internal static class Guarded
{
    public static Guarded<T> Run<T>(string subject, Func<T> step)
        where T : class
    {
        try
        {
            return new Guarded<T>(subject, step(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string message = exception.Message.Replace("\r", "").Replace('\n', ' ');
            return new Guarded<T>(subject, null, exception.GetType().Name + ", " + message);
        }
    }
}
