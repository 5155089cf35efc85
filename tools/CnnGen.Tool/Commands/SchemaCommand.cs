using System.CommandLine;
using CnnGen.Generator.Schema;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen schema FILE</c> writes the JSON schema of models.json.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to write it: models.schema.json." };
        var command = new Command("schema", "Writes the JSON schema that editors complete and check models.json with.") { file };
        command.SetAction(parsed => File.WriteAllText(parsed.GetRequiredValue(file).FullName, ModelsSchema.Write()));
        return command;
    }
}
