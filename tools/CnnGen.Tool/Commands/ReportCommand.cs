using System.CommandLine;
using CnnGen.Report;
using CnnGen.Tool.Running;

namespace CnnGen.Tool.Commands;

/// <summary>
/// <c>cnngen report models.json --weights digits.safetensors --image 7.png -o report</c> writes a report of a network that no program is built around.
/// </summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var declared = new DeclaredOptions();
        var weights = new Option<FileInfo?>("--weights") { Description = "The weight file; without it the network is as it begins." };
        var images = new Option<FileInfo[]>("--image") { Description = "A PNG, JPEG or BMP file whose feature maps and explanations are drawn; may be given several times.", AllowMultipleArgumentsPerToken = true };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder to write to.", DefaultValueFactory = _ => new DirectoryInfo("report") };
        var command = new Command("report", "Writes a report of a network as one HTML page: its diagram, filters, and what it makes of images.") { weights, images, output };
        declared.AddTo(command);
        command.SetAction(parsed => Guard.Run(
            () =>
            {
                var graphs = declared.Read(parsed);
                if (graphs.Count != 1)
                    throw new ArgumentException($"The file has several networks; choose one by --model: {string.Join(", ", graphs.Select(graph => graph.Name))}.");
                using var network = new CompiledNetworks(graphs).Create(graphs[0]);
                if (parsed.GetValue(weights) is { } file)
                    network.LoadWeights(file.FullName);
                ImageSample[] samples = [.. (parsed.GetValue(images) ?? []).Select(image => ImageSample.Of(network, ImageFile.Load(image.FullName, network)))];
                Console.Out.WriteLine(new NetworkReport(network) { Samples = samples }.Write(parsed.GetRequiredValue(output).ToString()));
                return 0;
            },
            Console.Error));
        return command;
    }
}
