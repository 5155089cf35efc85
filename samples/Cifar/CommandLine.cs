using System.CommandLine;

namespace CifarSample;

/// <summary>The options of the program.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Action<Settings> run)
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "A folder with the binary version of CIFAR-10: data_batch_1.bin to data_batch_5.bin and test_batch.bin, with or without .gz." };
        var train = new Option<string[]>("--train") { HelpName = "FILE", Description = "Files of CIFAR-10's records to train on, instead of a folder.", AllowMultipleArgumentsPerToken = true };
        var test = new Option<string[]>("--test") { HelpName = "FILE", Description = "Files of CIFAR-10's records to test with.", AllowMultipleArgumentsPerToken = true };
        var images = new Option<int>("--images") { HelpName = "N", Description = "Images to draw for training where no files are given; a fifth as many are for testing.", DefaultValueFactory = _ => 2000 };
        var epochs = new Option<int>("--epochs") { HelpName = "N", Description = "Times that training goes through all images.", DefaultValueFactory = _ => 3 };
        var batchSize = new Option<int>("--batch-size") { HelpName = "N", Description = "Images of one training step.", DefaultValueFactory = _ => 64 };
        var crop = new Option<int>("--crop") { HelpName = "PIXELS", Description = "Shift each training image by up to so many pixels, anew in each epoch.", DefaultValueFactory = _ => 4 };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "The same seed gives the same weights and results.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int?>("--threads") { HelpName = "N", Description = "Threads to use; without it as many as there are processors." };
        var device = new Option<string?>("--device") { HelpName = "NAME", Description = "cpu, best, cuda:0, opencl:0 or ilgpu, a simulator; without it what CNNGEN_DEVICE says, else cpu." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Where the weights and the history go; made if it is not there.", DefaultValueFactory = _ => "out" };

        var command = new RootCommand("Trains the ResNet-20 of models.json on CIFAR-10: https://www.cs.toronto.edu/~kriz/cifar.html, \"binary version\".")
        {
            data, train, test, images, epochs, batchSize, crop, seed, threads, device, output,
        };
        command.SetAction(parsed => run(new Settings
        {
            Data = parsed.GetValue(data),
            Train = parsed.GetValue(train) ?? [],
            Test = parsed.GetValue(test) ?? [],
            Images = parsed.GetValue(images),
            Epochs = parsed.GetValue(epochs),
            BatchSize = parsed.GetValue(batchSize),
            Crop = parsed.GetValue(crop),
            Seed = parsed.GetValue(seed),
            Threads = parsed.GetValue(threads),
            DeviceName = parsed.GetValue(device),
            Out = parsed.GetRequiredValue(output),
        }.Checked()));
        return command;
    }
}
