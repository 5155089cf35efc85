using System.Globalization;
using System.Runtime.InteropServices;
using CifarSample;
using CnnGen;
using CnnGen.Samples;
using DigitsSample.Display;

// Numbers look the same on every machine.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

var parsed = CommandLine.Create(Run).Parse(args);
if (parsed.Errors is [var error, ..])
{
    Console.Error.WriteLine($"{error.Message} See --help.");
    return 2;
}

try
{
    return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or DatasetException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static void Run(Settings settings)
{
    // The first Ctrl+C ends training, the second one the program.
    using var interruption = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = !interruption.IsCancellationRequested;
        interruption.Cancel();
    });

    using var network = new Cifar(settings.ChooseDevice());
    network.ResetWeights(settings.Seed);
    var images = Images.Of(settings);
    Directory.CreateDirectory(settings.Out);
    Console.WriteLine($"device  {network.Device}");
    Console.WriteLine($"data    {images.Source}: {images.Train.Count:N0} images for training, {images.Test.Count:N0} for testing");
    Console.WriteLine();

    var augmented = images.Train.Augment(new Augmentation { CropPadding = settings.Crop, HorizontalFlip = !images.AreDrawn });
    var display = TrainingDisplay.ForConsole("accuracy");
    var history = display.Run(() => network.Fit(augmented, new FitOptions
    {
        Epochs = settings.Epochs,
        BatchSize = settings.BatchSize,
        Validation = images.Test,
        Seed = settings.Seed,
        OnBatchEnd = display.Show,
        OnEpochEnd = display.Show,
        CancellationToken = interruption.Token,
    }));
    if (history.StopReason != StopReason.Completed)
        Console.WriteLine($"training stopped early: {history.StopMessage}; what it learned is kept");

    foreach (var (name, write) in new (string, Action<string>)[] { ("cifar.safetensors", network.Save), ("history.csv", history.WriteCsv) })
    {
        var path = Path.Combine(settings.Out, name);
        write(path);
        Console.WriteLine($"wrote {path}");
    }

    var result = network.Evaluate(images.Test, settings.BatchSize);
    Console.WriteLine();
    Console.WriteLine(result.ConfusionMatrix());
    Console.WriteLine($"test accuracy: {result["accuracy"]:0.0000}");
}
