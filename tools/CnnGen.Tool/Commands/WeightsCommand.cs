using System.CommandLine;
using CnnGen.Import;
using CnnGen.Import.Bare;
using CnnGen.Tool.Running;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen weights IN --models FILE --model X</c> makes of another library's bare weights the weight file of a declared network.</summary>
internal static class WeightsCommand
{
    public static Command Create()
    {
        var input = new Argument<FileInfo>("input") { Description = "The weights: a safetensors file." };
        var models = new Option<FileInfo>("--models") { Description = "The models.json that declares the network.", Required = true };
        var model = new Option<string?>("--model") { Description = "The network; needed where the file declares several." };
        var layout = new Option<WeightLayout>("--layout") { Description = "Whose layout and names the weights have: oihw (PyTorch) or hwio (Keras).", DefaultValueFactory = _ => WeightLayout.Oihw };
        var map = new Option<FileInfo?>("--map") { Description = "Rules for names, a line \"pattern -> replacement\" each." };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file to write; by default X.safetensors beside the models.json." };
        var license = new Option<string?>("--license") { Description = "The licence of the weights, for the file's header." };
        var command = new Command("weights", "Makes of another library's bare weights the weight file of a network.") { input, models, model, layout, map, output, license };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(input), parsed.GetRequiredValue(models), parsed.GetValue(model), parsed.GetValue(layout), parsed.GetValue(map), parsed.GetValue(output),
            parsed.GetValue(license), Console.Out, Console.Error));
        return command;
    }

    /// <summary>0 where the file was written, else 1.</summary>
    public static int Run(
        FileInfo input, FileInfo models, string? model, WeightLayout layout, FileInfo? map, FileInfo? output, string? license, TextWriter report, TextWriter error)
    {
        return Guard.Run(Write, error);

        int Write()
        {
            var graphs = DeclaredNetworks.Read(File.ReadAllText(models.FullName), models.ToString(), "Declared");
            var named = graphs.Where(candidate => model is null || candidate.Name == model).ToList();
            if (named.Count != 1)
                throw new InvalidDataException($"{models} declares {string.Join(", ", graphs.Select(candidate => candidate.Name))}; say one of them with --model.");
            var graph = named[0];
            var rules = map is null ? NameRules.None : NameRules.Parse(File.ReadAllText(map.FullName));
            using var file = SafetensorsFile.Open(input.FullName);
            var weights = BareWeights.Read(file, WantedTensors.Of(graph), layout, rules);
            var metadata = new Dictionary<string, string> { ["source"] = file.Metadata.GetValueOrDefault("source", input.Name) };
            if (license is not null)
                metadata["license"] = license;
            var path = output?.FullName ?? Path.Combine(models.DirectoryName!, graph.Name + ".safetensors");
            var shape = graph.Input.Shape;
            var network = weights.ToNetwork(graph.Name, [shape.Height, shape.Width, shape.Channels], metadata);
            AtomicFile.Write(path, stream => ImportedFiles.WriteWeights(network, stream));
            report.WriteLine($"{path}: {weights.Tensors.Count} tensors of {graph.Name}.");
            if (weights.Unused.Count > 0)
                report.WriteLine($"Not taken: {string.Join(", ", weights.Unused.Take(20))}{(weights.Unused.Count > 20 ? ", ..." : "")}");
            return 0;
        }
    }
}
