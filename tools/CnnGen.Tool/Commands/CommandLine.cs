using System.CommandLine;

namespace CnnGen.Tool.Commands;

/// <summary>The commands of <c>cnngen</c>.</summary>
internal static class CommandLine
{
    public static RootCommand Create() => new("Works on the networks of models.json outside of the compiler: imports, exports, checks and describes them.")
    {
        ImportCommand.Create(),
        ExportCommand.Create(),
        VerifyCommand.Create(),
        SummaryCommand.Create(),
        ReportCommand.Create(),
        CheckCommand.Create(),
        WeightsCommand.Create(),
        SchemaCommand.Create(),
    };
}
