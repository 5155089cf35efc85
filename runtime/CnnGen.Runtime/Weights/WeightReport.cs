namespace CnnGen;

/// <summary>What became of the tensors of a weight file that holds more, or less, than a network takes from it.</summary>
/// <param name="Taken">The tensors that the network has now: "conv2d_1.kernel".</param>
/// <param name="Skipped">The tensors of the file that it has not.</param>
/// <param name="Untouched">The tensors of the network that the file says nothing of: they are what they were.</param>
public sealed record WeightReport(IReadOnlyList<string> Taken, IReadOnlyList<SkippedTensor> Skipped, IReadOnlyList<string> Untouched)
{
    private const int MostNamed = 8;

    /// <summary>The report in a few lines.</summary>
    public override string ToString()
    {
        var skipped = Skipped.Take(MostNamed).Select(tensor => $"\n  skipped {tensor.Name}: {tensor.Reason}");
        var more = Skipped.Count > MostNamed ? $"\n  skipped {Skipped.Count - MostNamed} more" : "";
        var untouched = Untouched.Count == 0
            ? ""
            : $"\n  untouched: {string.Join(", ", Untouched.Take(MostNamed))}{(Untouched.Count > MostNamed ? $" and {Untouched.Count - MostNamed} more" : "")}";
        return $"{Taken.Count} tensors taken, {Skipped.Count} skipped, {Untouched.Count} untouched{string.Concat(skipped)}{more}{untouched}";
    }
}

/// <summary>A tensor of a file that a network did not take.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why: "no layer that is taken from Backbone has it".</param>
public sealed record SkippedTensor(string Name, string Reason);
