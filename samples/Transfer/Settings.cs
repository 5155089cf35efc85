using CnnGen;

namespace TransferSample;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    /// <summary>A folder with "train" and "test", and in each a folder of images for each class; null: the sample draws its images.</summary>
    public required string? Data { get; init; }

    /// <summary>The weights of SqueezeNet.</summary>
    public required string? Weights { get; init; }

    /// <summary>Where the weights go that were trained.</summary>
    public required string Out { get; init; }

    /// <summary>Epochs in which the base is frozen.</summary>
    public required int HeadEpochs { get; init; }

    /// <summary>Epochs of fine-tuning.</summary>
    public required int TuneEpochs { get; init; }

    /// <summary>Epochs from random weights, for comparison; 0: none.</summary>
    public required int ScratchEpochs { get; init; }

    /// <summary>Runs, each with a seed of its own.</summary>
    public required int Runs { get; init; }

    /// <summary>Null: as many as there are processors.</summary>
    public required int? Threads { get; init; }

    /// <summary>What to train on, as <see cref="Device.Named"/> takes it; null: what CNNGEN_DEVICE says, else the processor.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The device that is asked for.</summary>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public Device ChooseDevice()
    {
        var name = DeviceName ?? Environment.GetEnvironmentVariable("CNNGEN_DEVICE");
        return string.IsNullOrWhiteSpace(name) || name.Equals("cpu", StringComparison.OrdinalIgnoreCase) ? Device.Cpu(Threads) : Device.Named(name);
    }

    /// <exception cref="ArgumentException">A number is out of range, or data is given without weights.</exception>
    public Settings Checked()
    {
        Check("--head-epochs", HeadEpochs, 1);
        Check("--tune-epochs", TuneEpochs, 1);
        Check("--scratch-epochs", ScratchEpochs, 0);
        Check("--runs", Runs, 1);
        Check("--threads", Threads ?? 1, 1);
        return (Data is null) == (Weights is null)
            ? this
            : throw new ArgumentException("--data and --weights belong together: a folder of images and the weights of SqueezeNet. Without both the sample draws its images and says how to get the others.");
    }

    private static void Check(string option, int value, int least)
    {
        if (value < least || value > 1000)
            throw new ArgumentException($"{option} is {value}; expected {least} to 1000.");
    }
}
