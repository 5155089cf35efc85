using System.Globalization;
using CnnGen;
using CnnGen.Report;
using DigitsSample.Display;
using LocalizerSample;

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

static void Run(Settings settings)
{
    using var interruption = new Interruption();
    using var localizer = Localizer.Create(settings.Network, settings.ChooseDevice());
    var network = localizer.Network;
    network.ResetWeights(settings.Seed);
    var data = settings.Data is null ? LocalizerData.Render(settings.Images ?? Settings.DefaultImages, settings.Seed) : LocalizerData.Load(settings, network);
    Directory.CreateDirectory(settings.Out);

    Console.WriteLine(network.Description.Summary);
    Console.WriteLine();
    Console.WriteLine($"device  {network.Device}");
    Console.WriteLine($"data    {data.Source}: {data.Train.Count:N0} images for training, {data.Test.Count:N0} for testing");
    Console.WriteLine();

    var display = TrainingDisplay.ForConsole(network.Description.Heads.Length > 1 ? "loc_output_iou" : "iou", "loss", "val_loss", "val_class_output_accuracy", "val_loc_output_iou", "val_iou");
    var history = display.Run(() => network.Fit(data.Train, new FitOptions
    {
        Epochs = settings.Epochs,
        BatchSize = settings.BatchSize,
        LearningRate = new OneCycle(settings.LearningRate) { PctStart = 0.15 },
        Validation = data.Test,
        Seed = settings.Seed,
        OnBatchEnd = display.Show,
        OnEpochEnd = display.Show,
        CancellationToken = interruption.Token,
    }));
    if (history.StopReason != StopReason.Completed)
        Console.WriteLine($"training stopped early: {history.StopMessage}; what it learned is kept");

    BoxedImage[] test = [.. data.TestImages];
    (BoxedImage, Prediction)[] predictions = [.. test.Select(image => (image, localizer.Predict(image)))];
    var (scores, baselines) = (Scores.Of(predictions), new Baselines(data.TrainImages));
    var meanBox = baselines.MeanBox(test);
    Console.WriteLine();
    Console.WriteLine(Scores.Header);
    Console.WriteLine(scores.Row(network.Description.Name));
    Console.WriteLine(meanBox.Row("mean box"));
    Console.WriteLine(baselines.MeanBoxOfClass(test).Row("mean box of class"));
    Console.WriteLine();
    foreach (var path in Results.Write(settings.Out, network, history, predictions, data.Labels))
        Console.WriteLine($"wrote {path}");
    if (settings.Report is { } report)
        Console.WriteLine($"wrote {new NetworkReport(network) { History = history, Test = data.Test, Source = data.Source }.Write(report)}");
    Console.WriteLine(
        $"class accuracy: {scores.ClassAccuracy:0.00}  mean IoU: {scores.MeanIou:0.00}  baseline IoU: {meanBox.MeanIou:0.00}  acc@0.5: {scores.AccuracyAtHalf:0.00}");
}
