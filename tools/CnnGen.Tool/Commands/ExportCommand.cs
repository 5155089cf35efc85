using System.CommandLine;
using CnnGen.Onnx;
using CnnGen.Tool.Running;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen export models.json --model Digits --weights digits.safetensors -o digits.onnx</c> writes an ONNX model.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var declared = new DeclaredOptions();
        var weights = new Option<FileInfo>("--weights") { Description = "The weight file.", Required = true };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The model to write; by default NETWORK.onnx." };
        var channelsFirst = new Option<bool>("--channels-first") { Description = "Whether the model takes [N, channels, height, width]." };
        var command = new Command("export", "Writes a network with its weights as an ONNX model.") { weights, output, channelsFirst };
        declared.AddTo(command);
        command.SetAction(parsed => Guard.Run(
            () =>
            {
                var graphs = declared.Read(parsed);
                if (graphs.Count != 1)
                    throw new ArgumentException($"The file has several networks; choose one by --model: {string.Join(", ", graphs.Select(graph => graph.Name))}.");
                using var network = new CompiledNetworks(graphs).Create(graphs[0]);
                network.LoadWeights(parsed.GetRequiredValue(weights).FullName);
                var path = parsed.GetValue(output)?.ToString() ?? graphs[0].Name + ".onnx";
                network.SaveOnnx(path, new OnnxExportOptions { ChannelsFirst = parsed.GetValue(channelsFirst) });
                Console.Out.WriteLine(path);
                return 0;
            },
            Console.Error));
        return command;
    }
}
