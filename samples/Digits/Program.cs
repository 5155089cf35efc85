using System.Globalization;
using CnnGen;
using CnnGen.Report;
using DigitsSample;
using DigitsSample.Display;

// Numbers look the same on every machine.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

var commandLine = CommandLine.Create(Run);
var parsed = commandLine.Parse(args);
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

static IDataset Augmented(IDataset train, Settings settings) => settings is { Shift: 0, Flip: false }
    ? train
    : train.Augment(new Augmentation { CropPadding = settings.Shift, HorizontalFlip = settings.Flip });

static void Run(Settings settings)
{
    using var interruption = new Interruption();
    using var classifier = Classifier.Create(settings.Network, settings.ChooseDevice());
    var network = classifier.Network;
    network.ResetWeights(settings.Seed);
    var data = settings.Data is { } folder ? DigitData.Load(folder) : DigitData.Render(settings.Images ?? Settings.DefaultImages, settings.Seed);
    Directory.CreateDirectory(settings.Out);

    Console.WriteLine(network.Description.Summary);
    Console.WriteLine();
    Console.WriteLine($"device  {network.Device}");
    Console.WriteLine($"data    {data.Source}: {data.Train.Count:N0} images for training, {data.Test.Count:N0} for testing");
    Console.WriteLine();

    var display = TrainingDisplay.ForConsole("accuracy");
    var history = display.Run(() => network.Fit(Augmented(data.Train, settings), new FitOptions
    {
        Epochs = settings.Epochs,
        BatchSize = settings.BatchSize,
        Validation = data.Test,
        Seed = settings.Seed,
        OnBatchEnd = display.Show,
        OnEpochEnd = display.Show,
        CancellationToken = interruption.Token,
    }));
    if (history.StopReason != StopReason.Completed)
        Console.WriteLine($"training stopped early: {history.StopMessage}; what it learned is kept");

    var result = network.Evaluate(data.Test, settings.BatchSize);
    Console.WriteLine();
    Console.WriteLine("image  label  predicted  probability");
    for (var index = 0; index < Math.Min(5, data.Test.Count); index++)
    {
        var prediction = classifier.Predict(data.TestImage(index));
        Console.WriteLine($"{index,5}  {data.TestLabel(index),5}  {prediction.Label,9}  {prediction.Probability,11:0.0000}");
    }

    Console.WriteLine();
    foreach (var path in Results.Write(settings.Out, classifier, history, data.TestImage(0)))
        Console.WriteLine($"wrote {path}");
    if (settings.Report is { } reportFolder)
    {
        var report = new NetworkReport(network) { History = history, Test = data.Test, Evaluation = result, Source = data.Source };
        Console.WriteLine($"wrote {report.Write(reportFolder)}");
    }

    Console.WriteLine($"test accuracy: {result["accuracy"]:0.0000}");
}
