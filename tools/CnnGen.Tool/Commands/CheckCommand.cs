using System.CommandLine;
using CnnGen.Generator;
using CnnGen.Tool.Running;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen check FILES</c> prints what is wrong in them as a compiler does.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "The files to check.", Arity = ArgumentArity.OneOrMore };
        var rootNamespace = new Option<string?>("--root-namespace")
        {
            Description = "The namespace of files that name none, as the project's RootNamespace.",
        };
        var command = new Command("check", "Checks models.json files and prints each error with its line and column.") { files, rootNamespace };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files), parsed.GetValue(rootNamespace), Console.Out, Console.Error));
        return command;
    }

    /// <summary>0 where there is nothing wrong, 1 where there is, or where a file can't be read.</summary>
    private static int Run(IReadOnlyList<FileInfo> files, string? rootNamespace, TextWriter output, TextWriter error)
    {
        var readings = new List<(ModelsFile File, Guarded<FileReading> Reading)>();
        bool isWrong = false;
        foreach (var file in files)
        {
            try
            {
                var models = new ModelsFile(file.ToString(), File.ReadAllText(file.FullName));
                readings.Add((models, Guarded.Run(models.FileName, () => FrontEnd.ReadSpec(models.Text, rootNamespace))));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"{file}: {exception.Message}");
                isWrong = true;
            }
        }

        var read = CheckedFile.All(readings);
        var duplicates = DuplicateNames.Find([.. read.Select(file => file.NamesOnly)]);
        foreach (var file in read)
        {
            var text = SourceText.From(file.File.Text);
            foreach (var found in file.Diagnostics.Concat(duplicates.In(file.Names)))
            {
                output.WriteLine(DeclaredNetworks.LineOf(file.File.Path, found.At(file.File.Path, text)));
                isWrong = true;
            }
        }

        return isWrong ? 1 : 0;
    }
}
