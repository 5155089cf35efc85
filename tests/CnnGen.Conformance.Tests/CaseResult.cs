namespace CnnGen.Conformance.Tests;

/// <summary>What became of a case.</summary>
internal enum Outcome
{
    Passed,
    Refused,
    Failed,
}

/// <param name="Detail">Why it was refused, in words that are the same for all such cases; or what failed.</param>
internal sealed record CaseResult(string Name, Outcome Outcome, string Detail);
