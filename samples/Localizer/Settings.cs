using CnnGen;

namespace LocalizerSample;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    public const int DefaultImages = 8_000;

    /// <summary>A folder of photographs; null: the sample renders its scenes.</summary>
    public required string? Data { get; init; }

    /// <summary>The only class of photographs; null: all.</summary>
    public required string? Class { get; init; }

    /// <summary>Whether photographs fill the network's input instead of lying on a canvas.</summary>
    public required bool Whole { get; init; }

    /// <summary>Where the results go.</summary>
    public required string Out { get; init; }

    /// <summary>Where the report goes; null: there is none.</summary>
    public string? Report { get; init; }

    /// <summary>A network of <see cref="Localizer.Names"/>.</summary>
    public required string Network { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>The highest learning rate: it rises to it and falls to almost nothing.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Rendered images for training; an eighth as many are rendered for testing. Null: <see cref="DefaultImages"/>.</summary>
    public required int? Images { get; init; }

    /// <summary>Decides the rendered scenes, the first weights, the order of the images and their changes.</summary>
    public required ulong Seed { get; init; }

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

    /// <exception cref="ArgumentException">A number is out of range, there is no such network, or options contradict each other.</exception>
    public Settings Checked()
    {
        Check("--epochs", Epochs, 1, 100_000);
        Check("--batch-size", BatchSize, 1, 100_000);
        if (!(LearningRate > 0 && LearningRate <= 1))
            throw new ArgumentException($"--learning-rate is {LearningRate}; expected a number above 0 and at most 1.");
        Check("--images", Images ?? DefaultImages, 16, 1_000_000);
        Check("--threads", Threads ?? 1, 1, 1024);
        if (Data is not null && Images is not null)
            throw new ArgumentException("--images is the number of rendered scenes; it can't be given together with --data.");
        if (Data is null && (Class is not null || Whole))
            throw new ArgumentException("--class and --whole are for photographs; give them together with --data.");
        return Localizer.Names.Contains(Network)
            ? this
            : throw new ArgumentException($"--network is \"{Network}\"; expected one of {string.Join(", ", Localizer.Names)}.");
    }

    private static void Check(string option, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{option} is {value}; expected {least} to {most}.");
    }
}
