using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Graph;

/// <summary>Finds the networks that others are built on, among all that the project's files declare.</summary>
internal sealed class BaseLibrary
{
    private const int MostNamed = 12;

    private readonly List<NetworkSpec> _networks;
    private readonly ILookup<string, NetworkSpec> _byFullName;
    private readonly ILookup<string, NetworkSpec> _byName;
    private readonly Dictionary<NetworkSpec, NetworkGraph?> _graphs = [];
    private readonly BaseExpansion _expansion = new();

    public BaseLibrary(IEnumerable<FileSpec> files)
    {
        _networks = [.. files.SelectMany(file => file.Networks)];
        _byFullName = _networks.ToLookup(network => network.FullName);
        _byName = _networks.ToLookup(network => network.Name);
    }

    /// <summary>The bases of a file's networks.</summary>
    public BaseSet Of(FileSpec file) => new(file.Networks.Where(network => network.Base is not null).Select(Find).ToEquatableArray());

    private FoundBase Find(NetworkSpec network)
    {
        if (Candidates(network) is not { Count: > 0 } candidates || !IsOneName(candidates)) return new FoundBase(network.FullName, null, BaseProblem.Unknown, WhyUnknown(network));
        if (WhyCyclic(network) is string reason) return new FoundBase(network.FullName, null, BaseProblem.Cyclic, reason);

        // Two networks of one full name are in error for that.
        return new FoundBase(network.FullName, candidates.Count == 1 ? GraphOf(candidates[0]) : null);
    }

    /// <summary>The full name that is written, else a network of the same namespace, else of any.</summary>
    private List<NetworkSpec> Candidates(NetworkSpec network)
    {
        string name = network.Base!.Model;
        if (_byFullName[name].ToList() is { Count: > 0 } named) return named;
        var all = _byName[name].ToList();
        return all.Where(other => other.Namespace == network.Namespace).ToList() is { Count: > 0 } near ? near : all;
    }

    private static bool IsOneName(List<NetworkSpec> candidates) => candidates.All(other => other.FullName == candidates[0].FullName);

    private string WhyUnknown(NetworkSpec network)
    {
        var candidates = Candidates(network);
        if (candidates.Count > 0) return "several have that name: write one of " + string.Join(", ", candidates.Take(MostNamed).Select(other => "\"" + other.FullName + "\""));
        string hint = Suggestion.For(network.Base!.Model, _networks.Where(other => other != network).Select(other => other.Name).Distinct().ToList());
        return hint + " (a network that a referenced project declares is none: add its models.json to this project's AdditionalFiles)";
    }

    /// <summary>Why the way from base to base does not end; null where it does.</summary>
    private string? WhyCyclic(NetworkSpec network)
    {
        var way = new List<NetworkSpec> { network };
        for (var at = network; at.Base is not null;)
        {
            // What is wrong with a base is said where it stands.
            if (Candidates(at) is not { Count: > 0 } candidates || !IsOneName(candidates)) return null;
            at = candidates[0];
            if (at != network && way.Contains(at)) return null;
            way.Add(at);
            if (at == network) return "that leads back to it, " + string.Join(" -> ", way.Select(step => step.Name));
            if (way.Count - 1 > BaseExpansion.MostBases) return FormattableString.Invariant($"more than {BaseExpansion.MostBases} networks stand one on another");
        }

        return null;
    }

    /// <summary>The graph of a network; null where it has errors, which are reported where it stands.</summary>
    private NetworkGraph? GraphOf(NetworkSpec network)
    {
        if (_graphs.TryGetValue(network, out var known)) return known;
        var unheard = new DiagnosticBag();
        var whole = network.Base is null ? network : _expansion.Expand(network, Find(network), unheard);
        return _graphs[network] = whole is null ? null : GraphBuilder.Build(whole, unheard);
    }
}
