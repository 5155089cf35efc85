using System.Diagnostics;
using CnnGen;

namespace TransferSample;

/// <summary>Trains a network that is built on another one in three ways and compares how often it is right on images that it has not seen.</summary>
internal sealed record Comparison
{
    /// <summary>Makes the network.</summary>
    public required Func<Network> Create { get; init; }

    /// <summary>The weights of its base.</summary>
    public required string BaseWeights { get; init; }

    public required IDataset Train { get; init; }

    public required IDataset Test { get; init; }

    /// <summary>The first layer that fine-tuning changes.</summary>
    public required Enum TuneFrom { get; init; }

    /// <summary>The network's first layer that has weights.</summary>
    public required Enum First { get; init; }

    /// <summary>Images of one step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The learning rate of the head alone.</summary>
    public required double HeadRate { get; init; }

    /// <summary>Of fine-tuning, at its beginning: small steps, so that what the base knows is not lost.</summary>
    public required double TuneRate { get; init; }

    /// <summary>How images are changed while more than the head is trained. The head alone sees them as they are and mirrored: what the base makes of these is computed once.</summary>
    public required Augmentation Augmentation { get; init; }

    /// <summary>Runs it for each seed and prints a table. The weights of the last run are written to the path.</summary>
    public void Run(Settings settings, string path)
    {
        Console.WriteLine("seed    frozen  fine-tuned  from scratch");
        var sums = new double[3];
        for (var seed = 1; seed <= settings.Runs; seed++)
        {
            using var network = Create();
            network.ResetWeights((ulong)seed);
            var report = network.LoadBase(BaseWeights);
            var watch = Stopwatch.StartNew();
            var (frozen, kept) = FitHead(network, settings.HeadEpochs, (ulong)seed);
            var headTime = watch.Elapsed;
            watch.Restart();
            var tuned = Fit(network, settings.TuneEpochs, (ulong)seed, TuneFrom, TuneRate);
            var tuneTime = watch.Elapsed;
            watch.Restart();
            var scratch = FromScratch(settings.ScratchEpochs, (ulong)seed);
            Console.WriteLine($"{seed,4}  {frozen,8:0.0000}  {tuned,10:0.0000}  {(scratch is { } value ? $"{value:0.0000}" : "-"),12}");
            if (seed == settings.Runs)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                network.Save(path);
                Add(sums, frozen, tuned, scratch ?? double.NaN);
                var means = sums.Select(sum => sum / settings.Runs).ToArray();
                Console.WriteLine($"mean  {means[0],8:0.0000}  {means[1],10:0.0000}  {(double.IsNaN(means[2]) ? "-" : $"{means[2]:0.0000}"),12}");
                Console.WriteLine();
                Console.WriteLine($"weights of the base: {report.Taken.Count} tensors taken, {report.Skipped.Count} skipped");
                Console.WriteLine($"kept of the base's output: {kept}");
                Console.WriteLine($"seconds of the last run: {headTime.TotalSeconds:0.0} frozen, {tuneTime.TotalSeconds:0.0} fine-tuning, {watch.Elapsed.TotalSeconds:0.0} from scratch");
                Console.WriteLine($"wrote {path}");
                return;
            }

            Add(sums, frozen, tuned, scratch ?? double.NaN);
        }
    }

    /// <summary>The head alone: the base computes each image, and its mirror image, once.</summary>
    private (double Accuracy, string Kept) FitHead(Network network, int epochs, ulong seed)
    {
        var history = network.Fit(Train.Augment(new Augmentation { HorizontalFlip = true }), new FitOptions { Epochs = epochs, BatchSize = BatchSize, Seed = seed, LearningRate = HeadRate });
        return (network.Evaluate(Test)["accuracy"], history.FeatureCache);
    }

    private double? FromScratch(int epochs, ulong seed)
    {
        if (epochs == 0)
            return null;
        using var network = Create();
        network.ResetWeights(seed);
        return Fit(network, epochs, seed, First, rate: 0.001);
    }

    private double Fit(Network network, int epochs, ulong seed, Enum from, double rate)
    {
        network.Fit(Train.Augment(Augmentation), new FitOptions
        {
            Epochs = epochs,
            BatchSize = BatchSize,
            Seed = seed,
            TrainableFrom = from,
            LearningRate = new CosineDecay(rate) { DecayEpochs = epochs },
        });
        return network.Evaluate(Test)["accuracy"];
    }

    private static void Add(double[] sums, params ReadOnlySpan<double> values)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += values[i];
    }
}
