using System.Linq;

namespace CnnGen.Generator.Graph;

/// <summary>What became of the bases that the networks of one file name: equal where the bases compute the same, wherever they stand.</summary>
internal sealed record BaseSet(EquatableArray<FoundBase> Bases)
{
    public static BaseSet Empty { get; } = new(EquatableArray<FoundBase>.Empty);

    public FoundBase? Find(string network) => Bases.FirstOrDefault(found => found.Network == network);
}

/// <param name="Network">The full name of the network that is built on it.</param>
/// <param name="Graph">Null where there is a problem, or where the base has errors of its own.</param>
/// <param name="Detail">What the message says of the problem.</param>
internal sealed record FoundBase(string Network, NetworkGraph? Graph, BaseProblem Problem = BaseProblem.None, string Detail = "");

internal enum BaseProblem
{
    None,
    Unknown,
    Cyclic,
}
