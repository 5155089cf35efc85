using System.CommandLine;
using CnnGen.Generator.Graph;
using CnnGen.Tool.Running;

namespace CnnGen.Tool.Commands;

/// <summary>What commands on declared networks are told: the file, and which network.</summary>
internal sealed class DeclaredOptions
{
    private const string DefaultNamespace = "CnnGen.Networks";

    public Argument<FileInfo> File { get; } = new("models") { Description = "The models.json file." };

    public Option<string?> Model { get; } = new("--model") { Description = "The network; all of the file by default." };

    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(Model);
    }

    public IReadOnlyList<NetworkGraph> Read(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(File);
        var graphs = DeclaredNetworks.Read(System.IO.File.ReadAllText(file.FullName), file.ToString(), DefaultNamespace);
        if (parsed.GetValue(Model) is not { } name)
            return graphs;
        return [graphs.FirstOrDefault(graph => graph.Name == name)
            ?? throw new ArgumentException($"{file} has no network \"{name}\"; it has {string.Join(", ", graphs.Select(graph => graph.Name))}.")];
    }
}
