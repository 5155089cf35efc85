using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Diagnostics;

namespace CnnGen.Generator;

/// <summary>The full names of the networks of a file, without their places, so that moved text leaves them equal.</summary>
internal sealed record NamesInFile(string FileName, EquatableArray<string> FullNames);

/// <summary>
/// The full names that more than one network has. Upper and lower case are not told apart: the emitted files are named after
/// them, and some file systems do not tell them apart either.
/// </summary>
/// <param name="Files">For each name the files that declare it, separated by commas.</param>
internal sealed record DuplicateNames(EquatableArray<string> FullNames, EquatableArray<string> Files)
{
    public static DuplicateNames Find(ImmutableArray<NamesInFile> files)
    {
        var groups = files
            .SelectMany(file => file.FullNames.Select(name => (Name: name, file.FileName)))
            .GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any())
            .ToList();
        return new DuplicateNames(
            groups.Select(group => group.Key).ToEquatableArray(),
            groups.Select(group => string.Join(", ", group.Select(entry => entry.FileName))).ToEquatableArray());
    }

    public bool Contains(string fullName) => FullNames.Contains(fullName, StringComparer.OrdinalIgnoreCase);

    /// <summary>The errors of the file's networks whose name another network has too.</summary>
    public IEnumerable<DiagnosticInfo> In(EquatableArray<NetworkName> networks)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < FullNames.Count; i++) files[FullNames[i]] = Files[i];
        return networks
            .Where(network => files.ContainsKey(network.FullName))
            .Take(DiagnosticBag.Limit)
            .Select(network => new DiagnosticInfo(
                DiagnosticCatalog.DuplicateNetwork, network.Span, EquatableArray.Of(network.FullName, files[network.FullName])));
    }
}
