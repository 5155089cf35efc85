using System.CommandLine;
using CnnGen.Tool.Commands;

var root = new RootCommand("Works on the networks of models.json outside of the compiler: imports, exports, checks and describes them.")
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
return root.Parse(args).Invoke();
