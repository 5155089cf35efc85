using CnnGen;

namespace CifarSample;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    /// <summary>Files of records to train on; empty with <see cref="Test"/>: the sample draws its images.</summary>
    public required string[] Train { get; init; }

    /// <summary>Files of records to test with.</summary>
    public required string[] Test { get; init; }

    /// <summary>A folder with the files under their published names; null: <see cref="Train"/> and <see cref="Test"/>.</summary>
    public required string? Data { get; init; }

    /// <summary>Where the results go.</summary>
    public required string Out { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>Pixels around each training image before a part of its former size is cut out at random; 0: none.</summary>
    public required int Crop { get; init; }

    /// <summary>Drawn images for training; a fifth as many are drawn for testing.</summary>
    public required int Images { get; init; }

    /// <summary>Decides the first weights, the order of the images and their changes.</summary>
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

    /// <exception cref="ArgumentException">A number is out of range, or the files are not named as they must be.</exception>
    public Settings Checked()
    {
        Check("--epochs", Epochs, 1, 100_000);
        Check("--batch-size", BatchSize, 1, 100_000);
        Check("--crop", Crop, 0, 16);
        Check("--images", Images, 50, 1_000_000);
        Check("--threads", Threads ?? 1, 1, 1024);
        if (Train.Length == 0 != (Test.Length == 0))
            throw new ArgumentException($"{(Train.Length == 0 ? "--train is missing" : "--test is missing")}; expected both, or --data with a folder, or none of them for images that the sample draws.");
        if (Data is not null && Train.Length > 0)
            throw new ArgumentException("--data is given together with --train and --test; expected the folder, or the files.");
        return this;
    }

    private static void Check(string option, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{option} is {value}; expected {least} to {most}.");
    }
}
