using System.CommandLine;
using CnnGen.Tool.Commands;

var root = new RootCommand("Works on the networks of models.json outside of the compiler.")
{
    SchemaCommand.Create(),
    CheckCommand.Create(),
    WeightsCommand.Create(),
};
return root.Parse(args).Invoke();
