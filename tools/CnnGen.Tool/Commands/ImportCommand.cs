using System.CommandLine;
using CnnGen.Import;
using CnnGen.Import.Keras;
using CnnGen.Import.Onnx;
using CnnGen.Tool.Running;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen import MODEL --name Backbone</c> writes Backbone.models.json and Backbone.safetensors.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var onnx = new OnnxOptions();
        var keras = new KerasOptions();
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder for both files; by default the current one.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var rootNamespace = new Option<string?>("--namespace") { Description = "The namespace of the class; by default that of the project." };
        var source = new Option<string?>("--source") { Description = "Where the model comes from, for the weight file." };
        var license = new Option<string?>("--license") { Description = "Under which licence its weights are, for the weight file." };
        var command = new Command("import", "Makes a declared network of an ONNX or a Keras model, and a weight file.") { output, rootNamespace, source, license };
        onnx.AddTo(command);
        keras.AddTo(command);
        command.SetAction(parsed => Guard.Run(
            () =>
            {
                var metadata = new Dictionary<string, string>();
                if (parsed.GetValue(source) is { } from) metadata["source"] = from;
                if (parsed.GetValue(license) is { } under) metadata["license"] = under;
                var path = parsed.GetRequiredValue(onnx.Model).FullName;
                if (KerasImport.IsOne(path))
                {
                    var network = KerasImport.Read(path, onnx.NameOf(parsed), keras.Read(parsed, onnx.ShapeOf(parsed), metadata));
                    return Write(network, "the image", parsed.GetRequiredValue(output).FullName, parsed.GetValue(rootNamespace), Console.Out);
                }

                var (model, options) = onnx.Read(parsed, metadata);
                var import = OnnxImporter.Import(model, options);
                return Write(import.Network, import.Input.Name, parsed.GetRequiredValue(output).FullName, parsed.GetValue(rootNamespace), Console.Out);
            },
            Console.Error));
        return command;
    }

    /// <param name="input">What the model calls its input.</param>
    private static int Write(ImportedNetwork network, string input, string folder, string? rootNamespace, TextWriter output)
    {
        // What the generator would refuse is not written.
        var graph = ImportedRun.Declare(network);
        if (network.Layers.All(layer => layer.Parameters.Count == 0) && graph.Layers.Any(layer => layer.Parameters.Count > 0))
        {
            output.WriteLine($"{ImportedFiles.WriteModels(network, folder, rootNamespace)}: {graph.Layers.Count} layers; there are no weights in a configuration, say where they are with --weights");
            return 0;
        }

        var (models, weights) = ImportedFiles.Write(network, folder, rootNamespace);
        output.WriteLine($"{models}: {graph.Layers.Count} layers, {input} as {string.Join(" x ", network.InputShape)} (height, width, channels)");
        output.WriteLine($"{weights}: {graph.Layers.Sum(layer => layer.Parameters.Sum(parameter => (long)parameter.Length))} parameters");
        if (!network.Metadata.ContainsKey("license"))
            output.WriteLine("The model does not say its licence; say it by --license where you pass the weights on.");
        return 0;
    }
}
