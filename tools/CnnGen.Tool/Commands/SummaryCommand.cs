using System.CommandLine;
using CnnGen.Tool.Display;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen summary models.json</c> prints the layers of its networks.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var declared = new DeclaredOptions();
        var command = new Command("summary", "Prints layers, shapes, parameters, multiply-adds and receptive fields of networks.");
        declared.AddTo(command);
        command.SetAction(parsed => Guard.Run(
            () =>
            {
                foreach (var graph in declared.Read(parsed)) SummaryView.Write(graph);
                return 0;
            },
            Console.Error));
        return command;
    }
}
