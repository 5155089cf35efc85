using System.CommandLine;

namespace LocalizerSample;

/// <summary>The options of the program.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Action<Settings> run)
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "A folder of photographs with manifest.csv, or Annotations and JPEGImages as in Pascal VOC; without it the sample renders scenes of its own." };
        var only = new Option<string?>("--class") { HelpName = "NAME", Description = "Use the photographs of one class only." };
        var whole = new Option<bool>("--whole") { Description = "Let photographs fill the network's input; without it they are composed on canvases at random scales and places." };
        var images = new Option<int?>("--images") { HelpName = "N", Description = $"Scenes to render for training, {Settings.DefaultImages} if not given; an eighth as many are for testing." };
        var network = new Option<string?>("--network") { HelpName = "NAME", Description = $"The network: {string.Join(", ", Localizer.Names)}. Without it, the one that fits the data." };
        var epochs = new Option<int?>("--epochs") { HelpName = "N", Description = $"Times that training goes through all images: {Recipe.Scenes.Epochs} for scenes, {Recipe.Photographs.Epochs} for photographs, {Recipe.OneClass.Epochs} for those of one class." };
        var batchSize = new Option<int?>("--batch-size") { HelpName = "N", Description = "Images of one training step." };
        var learningRate = new Option<double?>("--learning-rate") { HelpName = "RATE", Description = "The highest learning rate; it rises to it in the first part of training and falls in the rest." };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "The same seed gives the same scenes, weights and results.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int?>("--threads") { HelpName = "N", Description = "Threads to use; without it as many as there are processors." };
        var device = new Option<string?>("--device") { HelpName = "NAME", Description = "cpu, best, cuda:0, opencl:0 or ilgpu, a simulator; without it what CNNGEN_DEVICE says, else cpu." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Where the weights, the history and the pictures go; made if it is not there.", DefaultValueFactory = _ => "out" };
        var report = new Option<string?>("--report") { HelpName = "DIR", Description = "Where a report of the trained network goes: report.html with its pictures." };

        var command = new RootCommand("Trains a network of models.json to say what an image shows and where, and shows what it has learned.")
        {
            data, only, whole, images, network, epochs, batchSize, learningRate, seed, threads, device, output, report,
        };
        command.SetAction(parsed =>
        {
            var recipe = Recipe.For(photographs: parsed.GetValue(data) is not null, oneClass: parsed.GetValue(only) is not null);
            run(new Settings
            {
                Data = parsed.GetValue(data),
                Class = parsed.GetValue(only),
                Whole = parsed.GetValue(whole),
                Out = parsed.GetRequiredValue(output),
                Report = parsed.GetValue(report),
                Network = parsed.GetValue(network) ?? recipe.Network,
                Epochs = parsed.GetValue(epochs) ?? recipe.Epochs,
                BatchSize = parsed.GetValue(batchSize) ?? recipe.BatchSize,
                LearningRate = parsed.GetValue(learningRate) ?? recipe.LearningRate,
                Images = parsed.GetValue(images),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                DeviceName = parsed.GetValue(device),
            }.Checked());
        });
        return command;
    }
}
