using System.CommandLine;

namespace TransferSample;

/// <summary>The options of the program.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Action<Settings> run)
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "A folder with train/cat, train/dog, test/cat and test/dog, each with images; without it the sample draws images of its own." };
        var weights = new Option<string?>("--weights") { HelpName = "FILE", Description = "The weights of SqueezeNet, as cnngen writes them." };
        var head = new Option<int>("--head-epochs") { HelpName = "N", Description = "Epochs in which the base is frozen.", DefaultValueFactory = _ => 40 };
        var tune = new Option<int>("--tune-epochs") { HelpName = "N", Description = "Epochs of fine-tuning.", DefaultValueFactory = _ => 6 };
        var scratch = new Option<int>("--scratch-epochs") { HelpName = "N", Description = "Epochs from random weights, for comparison; 0 for none.", DefaultValueFactory = _ => 10 };
        var runs = new Option<int>("--runs") { HelpName = "N", Description = "Runs, with the seeds 1, 2, 3, ...", DefaultValueFactory = _ => 1 };
        var threads = new Option<int?>("--threads") { HelpName = "N", Description = "Threads to use; without it as many as there are processors." };
        var device = new Option<string?>("--device") { HelpName = "NAME", Description = "cpu, best, cuda:0, opencl:0 or ilgpu, a simulator; without it what CNNGEN_DEVICE says, else cpu." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Where the trained weights go; made if it is not there.", DefaultValueFactory = _ => "out" };
        var command = new RootCommand("Builds a classifier of cats and dogs on a network that someone else has trained: frozen, then fine-tuned, and from random weights beside it.")
        {
            data, weights, head, tune, scratch, runs, threads, device, output,
        };
        command.SetAction(parsed => run(new Settings
        {
            Data = parsed.GetValue(data),
            Weights = parsed.GetValue(weights),
            Out = parsed.GetRequiredValue(output),
            HeadEpochs = parsed.GetValue(head),
            TuneEpochs = parsed.GetValue(tune),
            ScratchEpochs = parsed.GetValue(scratch),
            Runs = parsed.GetValue(runs),
            Threads = parsed.GetValue(threads),
            DeviceName = parsed.GetValue(device),
        }.Checked()));
        return command;
    }
}
