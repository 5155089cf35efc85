using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator;

/// <summary>A file that declares networks.</summary>
internal sealed record ModelsFile(string Path, string Text)
{
    public string FileName => System.IO.Path.GetFileName(Path);

    public static bool IsOne(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return name.Equals("models.json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".models.json", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A file taken through the front end.</summary>
/// <param name="Graphs">The networks without errors.</param>
/// <param name="Names">Those of all networks, with their places.</param>
internal sealed record CheckedFile(
    ModelsFile File, EquatableArray<NetworkGraph> Graphs, EquatableArray<NetworkName> Names, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <param name="bases">The bases of its networks.</param>
    public static CheckedFile From(ModelsFile file, Guarded<FileReading> reading, Guarded<BaseSet> bases)
    {
        var names = reading.Value?.Names ?? EquatableArray<NetworkName>.Empty;
        var found = reading.Value?.Diagnostics ?? EquatableArray<DiagnosticInfo>.Empty;
        if (reading.Value is null) return Failed(reading.Failure!);

        if (bases.Value is null) return Failed(bases.Failure!);

        var graphs = Guarded.Run(file.FileName, () => FrontEnd.BuildGraphs(reading.Value.Spec, bases.Value));
        return graphs.Value is null
            ? Failed(graphs.Failure!)
            : new CheckedFile(file, graphs.Value.Graphs, names, found.Concat(graphs.Value.Diagnostics).ToEquatableArray());

        CheckedFile Failed(string failure)
        {
            var info = new DiagnosticInfo(DiagnosticCatalog.InternalError, default, EquatableArray.Of(file.FileName, failure));
            return new CheckedFile(file, EquatableArray<NetworkGraph>.Empty, names, found.Append(info).ToEquatableArray());
        }
    }

    /// <summary>All files of a project, with the bases that they have of each other.</summary>
    public static IReadOnlyList<CheckedFile> All(IReadOnlyList<(ModelsFile File, Guarded<FileReading> Reading)> readings)
    {
        var specs = readings.Select(entry => entry.Reading.Value?.Spec).OfType<FileSpec>().ToList();
        return readings.Select(entry => From(entry.File, entry.Reading, BasesOf(entry.File, entry.Reading, specs))).ToList();
    }

    /// <summary>The bases of a file's networks, among the networks of all files that could be read.</summary>
    public static Guarded<BaseSet> BasesOf(ModelsFile file, Guarded<FileReading> reading, IEnumerable<FileSpec> all) => Guarded.Run(
        file.FileName,
        () => reading.Value is null || reading.Value.Spec.Networks.All(network => network.Base is null) ? BaseSet.Empty : new BaseLibrary(all).Of(reading.Value.Spec));

    public NamesInFile NamesOnly => new(File.FileName, Names.Select(name => name.FullName).ToEquatableArray());
}
