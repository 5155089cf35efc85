using System.CommandLine;

namespace DigitsSample;

/// <summary>The options of the program.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Action<Settings> run)
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "A folder with the IDX files of MNIST or Fashion-MNIST to train on; without it the sample renders digits of its own." };
        var images = new Option<int?>("--images") { HelpName = "N", Description = $"Digits to render for training, {Settings.DefaultImages} if not given; a fifth as many are for testing." };
        var network = new Option<string>("--network") { HelpName = "NAME", Description = $"The network of models.json: {string.Join(", ", Classifier.Names)}.", DefaultValueFactory = _ => Classifier.Names.First() };
        var epochs = new Option<int>("--epochs") { HelpName = "N", Description = "Times that training goes through all images.", DefaultValueFactory = _ => 5 };
        var batchSize = new Option<int>("--batch-size") { HelpName = "N", Description = "Images of one training step.", DefaultValueFactory = _ => 64 };
        var shift = new Option<int>("--shift") { HelpName = "PIXELS", Description = "Shift each training image by up to so many pixels, anew in each epoch." };
        var flip = new Option<bool>("--flip") { Description = "Mirror half of the training images, anew in each epoch: for clothes, not for digits." };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "The same seed gives the same digits, weights and results.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int?>("--threads") { HelpName = "N", Description = "Threads to use; without it as many as there are processors." };
        var device = new Option<string?>("--device") { HelpName = "NAME", Description = "cpu, best, cuda:0, opencl:0 or ilgpu, a simulator; without it what CNNGEN_DEVICE says, else cpu." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Where the weights, the history and the pictures go; made if it is not there.", DefaultValueFactory = _ => "out" };
        var report = new Option<string?>("--report") { HelpName = "DIR", Description = "Where a report of the trained network goes: report.html with its pictures." };

        var command = new RootCommand("Trains a network of models.json to read digits, and shows what it has learned.")
        {
            data, images, network, epochs, batchSize, shift, flip, seed, threads, device, output, report,
        };
        command.SetAction(parsed => run(new Settings
        {
            Data = parsed.GetValue(data),
            Out = parsed.GetRequiredValue(output),
            Report = parsed.GetValue(report),
            Network = parsed.GetRequiredValue(network),
            Epochs = parsed.GetValue(epochs),
            BatchSize = parsed.GetValue(batchSize),
            Shift = parsed.GetValue(shift),
            Flip = parsed.GetValue(flip),
            Images = parsed.GetValue(images),
            Seed = parsed.GetValue(seed),
            Threads = parsed.GetValue(threads),
            DeviceName = parsed.GetValue(device),
        }.Checked()));
        return command;
    }
}
