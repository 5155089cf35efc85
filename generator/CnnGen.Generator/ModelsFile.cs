using System;
using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;

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
    public static CheckedFile From(ModelsFile file, Guarded<FileReading> reading)
    {
        var names = reading.Value?.Names ?? EquatableArray<NetworkName>.Empty;
        var found = reading.Value?.Diagnostics ?? EquatableArray<DiagnosticInfo>.Empty;
        if (reading.Value is null) return Failed(reading.Failure!);

        var graphs = Guarded.Run(file.FileName, () => FrontEnd.BuildGraphs(reading.Value.Spec));
        return graphs.Value is null
            ? Failed(graphs.Failure!)
            : new CheckedFile(file, graphs.Value.Graphs, names, found.Concat(graphs.Value.Diagnostics).ToEquatableArray());

        CheckedFile Failed(string failure)
        {
            var info = new DiagnosticInfo(DiagnosticCatalog.InternalError, default, EquatableArray.Of(file.FileName, failure));
            return new CheckedFile(file, EquatableArray<NetworkGraph>.Empty, names, found.Append(info).ToEquatableArray());
        }
    }

    public NamesInFile NamesOnly => new(File.FileName, Names.Select(name => name.FullName).ToEquatableArray());
}
