using CnnGen.Layers.Tests.Transfer;
using CnnGen.Tool.Running;

namespace CnnGen.Layers.Tests.Launches;

/// <summary>How often a device is asked: of a small network, launches are most of the time.</summary>
public sealed class LaunchTests
{
    private const string Compile = """ "compile": { "optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"] } """;

    private static readonly LayerCase s_digits = new("DigitsOnCard", (28, 28, 1), """
        { "type": "Conv2D", "filters": 32, "kernel_size": 3, "activation": "relu" },
        { "type": "MaxPooling2D" },
        { "type": "Conv2D", "filters": 64, "kernel_size": 3, "activation": "relu" },
        { "type": "MaxPooling2D" },
        { "type": "Flatten" },
        { "type": "Dropout", "rate": 0.5 },
        { "type": "Dense", "name": "digit", "units": 10, "activation": "softmax" }
        """, Compile);

    private static readonly Lazy<(CompiledNetworks Compiled, Generator.Graph.NetworkGraph[] Graphs)> s_networks = new(() =>
    {
        Generator.Graph.NetworkGraph[] graphs = [.. ModelsFile.Read("CnnGen.Generated.Launches", [s_digits.Json, TransferCases.Between.Json])];
        return (CompiledNetworks.WithGpu(graphs), graphs);
    });

    [Fact]
    public void A_small_network_takes_few()
    {
        var log = new LaunchLog();
        using var network = Create(log, s_digits.Name);
        using var executor = log.Device.CreateExecutor(network);
        Predict(executor);
        log.Take();
        Predict(executor);
        string[] prediction = log.Take();
        string[] step = Steps(log, network, 784, 10)[^1];
        Assert.True(prediction.Length == 6 && step.Length == 30, $"{prediction.Length}: {string.Join(", ", prediction)}\n{step.Length}: {string.Join(", ", step)}");
    }

    [Fact]
    public void A_step_leaves_the_forms_of_what_is_frozen()
    {
        var log = new LaunchLog();
        using var network = Create(log, "Between");
        var frozen = network.Description.Parameters.Single(parameter => parameter.Name == "frozen.kernel");
        var steps = Steps(log, network, 7 * 6 * 3, 3, step =>
        {
            if (step == 3) network.WriteTensor(frozen, new float[frozen.Length]);
        });
        int[] forms = [.. steps.Select(step => step.Count(kernel => kernel.StartsWith("Turned", StringComparison.Ordinal)))];
        Assert.True(forms is [6, 1, 1, 6, 1, 1], string.Join("\n", steps.Select(step => string.Join(", ", step))));
    }

    private static unsafe void Predict(Executor executor)
    {
        float[] image = new float[784], output = new float[10];
        fixed (float* from = image, to = output) executor.Predict(from, to, 1);
    }

    private static Network Create(LaunchLog log, string name) => s_networks.Value.Compiled.Create(s_networks.Value.Graphs.Single(graph => graph.Name == name), log.Device);

    /// <summary>What six steps of two images ask for.</summary>
    private static List<string[]> Steps(LaunchLog log, Network network, int inputs, int classes, Action<int>? after = null)
    {
        var steps = new List<string[]>();
        log.Take();
        network.Fit(new ArrayDataset(new float[12 * inputs], [.. Enumerable.Range(0, 12).Select(i => i % classes)]), new FitOptions
        {
            Epochs = 1,
            BatchSize = 2,
            OnBatchEnd = progress =>
            {
                steps.Add(log.Take());
                after?.Invoke(steps.Count);
            },
        });
        return steps;
    }
}
