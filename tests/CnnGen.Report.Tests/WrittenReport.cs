using CnnGen.Report.Networks;
using CnnGen.Report.Tests;
using CnnGen.Runtime.Tests.Data;

[assembly: AssemblyFixture(typeof(WrittenReport))]

namespace CnnGen.Report.Tests;

/// <summary>A report of a network with a head of classes and one of boxes, trained for a moment.</summary>
public sealed class WrittenReport : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WrittenReport()
    {
        using var network = new Locator();
        History = network.Fit(new ShapeImages(256), new FitOptions { Epochs = 4, BatchSize = 16, Validation = new ShapeImages(64) });
        Evaluation = network.Evaluate(new ShapeImages(64));
        Folder = Environment.GetEnvironmentVariable("CNNGEN_KEEP_REPORT") ?? _folder.Path;
        Page = new NetworkReport(network) { Title = "Discs & squares", Source = "<rendered>", History = History, Test = new ShapeImages(64), Evaluation = Evaluation }.Write(Folder);
    }

    public History History { get; }

    public EvaluationResult Evaluation { get; }

    public string Folder { get; }

    public string Page { get; }

    public void Dispose() => _folder.Dispose();
}
