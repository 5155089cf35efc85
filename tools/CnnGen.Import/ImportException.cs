namespace CnnGen.Import;

/// <summary>A network can't be imported.</summary>
/// <param name="reason">Why, in words that are the same for every network that is refused for it: "acts on axis 0".</param>
/// <param name="message">What was found, where, and what to do.</param>
public sealed class ImportException(string reason, string message) : Exception(message)
{
    /// <summary>Why, in words that are the same for every network that is refused for it.</summary>
    public string Reason => reason;
}
