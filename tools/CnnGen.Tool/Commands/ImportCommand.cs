using System.CommandLine;
using CnnGen.Import;
using CnnGen.Import.Onnx;
using CnnGen.Tool.Running;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen import MODEL.onnx --name Backbone</c> writes Backbone.models.json and Backbone.safetensors.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var onnx = new OnnxOptions();
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder for both files; by default the current one.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var rootNamespace = new Option<string?>("--namespace") { Description = "The namespace of the class; by default that of the project." };
        var source = new Option<string?>("--source") { Description = "Where the model comes from, for the weight file." };
        var license = new Option<string?>("--license") { Description = "Under which licence its weights are, for the weight file." };
        var command = new Command("import", "Makes a declared network of an ONNX model, and a weight file.") { output, rootNamespace, source, license };
        onnx.AddTo(command);
        command.SetAction(parsed => Guard.Run(
            () =>
            {
                var metadata = new Dictionary<string, string>();
                if (parsed.GetValue(source) is { } from) metadata["source"] = from;
                if (parsed.GetValue(license) is { } under) metadata["license"] = under;
                var (model, options) = onnx.Read(parsed, metadata);
                return Run(OnnxImporter.Import(model, options), parsed.GetRequiredValue(output).FullName, parsed.GetValue(rootNamespace), Console.Out);
            },
            Console.Error));
        return command;
    }

    private static int Run(OnnxImport import, string folder, string? rootNamespace, TextWriter output)
    {
        // What the generator would refuse is not written.
        var graph = ImportedRun.Declare(import);
        var (models, weights) = ImportedFiles.Write(import.Network, folder, rootNamespace);
        output.WriteLine($"{models}: {graph.Layers.Count} layers, {import.Input.Name} as {string.Join(" x ", import.Network.InputShape)} (height, width, channels)");
        output.WriteLine($"{weights}: {graph.Layers.Sum(layer => layer.Parameters.Sum(parameter => (long)parameter.Length))} parameters");
        if (!import.Network.Metadata.ContainsKey("license"))
            output.WriteLine("The model does not say its licence; say it by --license where you pass the weights on.");
        return 0;
    }
}
