using CnnGen;

namespace DigitsSample;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    public const int DefaultImages = 16_000;

    /// <summary>A folder of IDX files; null: the sample renders its digits.</summary>
    public required string? Data { get; init; }

    /// <summary>Where the report goes; null: there is none.</summary>
    public string? Report { get; init; }

    /// <summary>Where the results go.</summary>
    public required string Out { get; init; }

    /// <summary>A network of <see cref="Classifier.Names"/>.</summary>
    public required string Network { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Pixels by which training images are shifted at random; 0: not at all.</summary>
    public required int Shift { get; init; }

    /// <summary>Whether training images are mirrored at random.</summary>
    public required bool Flip { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>Rendered images for training; a fifth as many are rendered for testing. Null: <see cref="DefaultImages"/>.</summary>
    public required int? Images { get; init; }

    /// <summary>Decides the rendered digits, the first weights, the order of the images and dropout.</summary>
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

    /// <exception cref="ArgumentException">A number is out of range, or there is no such network.</exception>
    public Settings Checked()
    {
        Check("--epochs", Epochs, 1, 100_000);
        Check("--batch-size", BatchSize, 1, 100_000);
        Check("--shift", Shift, 0, 14);
        Check("--images", Images ?? DefaultImages, 10, 1_000_000);
        Check("--threads", Threads ?? 1, 1, 1024);
        if (Data is not null && Images is not null)
            throw new ArgumentException("--images is the number of rendered digits; it can't be given together with --data.");
        return Classifier.Names.Contains(Network)
            ? this
            : throw new ArgumentException($"--network is \"{Network}\"; expected one of those that take 28 x 28 x 1 images of ten classes: {string.Join(", ", Classifier.Names)}.");
    }

    private static void Check(string option, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{option} is {value}; expected {least} to {most}.");
    }
}
