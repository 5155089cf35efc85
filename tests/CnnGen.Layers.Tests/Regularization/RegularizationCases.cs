namespace CnnGen.Layers.Tests;

/// <summary>Penalties of both kinds on kernels, biases and factors, and on a layer that is not trained, where they count nothing.</summary>
public sealed class RegularizationCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            yield return new LayerCase(
                "Penalties", (5, 4, 2),
                """
                { "type": "Conv2D", "filters": 3, "kernel_size": 3, "activation": "tanh", "kernel_regularizer": "l2", "bias_regularizer": "l1" },
                { "type": "LayerNormalization", "gamma_regularizer": { "type": "l2", "l2": 0.3 }, "beta_regularizer": { "type": "l1", "l1": 0.2 } },
                { "type": "Conv2D", "filters": 4, "kernel_size": 1, "activation": "tanh", "trainable": false, "kernel_regularizer": { "type": "l2", "l2": 7 } },
                { "type": "Flatten" },
                { "type": "Dense", "units": 5, "kernel_regularizer": { "type": "l1_l2", "l1": 0.125, "l2": 0.25 } }
                """,
                "\"compile\": { \"optimizer\": \"sgd\", \"loss\": \"mse\", \"metrics\": \"mse\" }");
        }
    }
}

public sealed class RegularizationTests : LayerTests<RegularizationCases>
{
    [Fact]
    public void The_reported_loss_has_the_penalty_in_it()
    {
        using var network = GeneratedCases<RegularizationCases>.Create(RegularizationCases.All.Single(), 128);
        network.ResetWeights(4);
        var description = network.Description;
        double expected = description.Parameters.Where(parameter => parameter.Trainable).Sum(parameter => Penalty(
            network.Store.Tensor(parameter).ToArray(),
            parameter.Name switch
            {
                "conv2d_1.kernel" => (0, 0.01),
                "conv2d_1.bias" => (0.01, 0),
                "layer_normalization_1.gamma" => (0, 0.3),
                "layer_normalization_1.beta" => (0.2, 0),
                "dense_1.kernel" => (0.125, 0.25),
                _ => (0, 0),
            }));
        Assert.True(expected > 0.9);
        var data = new ArrayDataset(
            [.. Enumerable.Range(0, 6 * description.InputLength).Select(i => MathF.Sin(i))], new float[6 * description.TargetLength], description.TargetLength);

        // Of this network the metric is the loss without the penalty.
        var evaluated = network.Evaluate(data, 4, TestContext.Current.CancellationToken);
        Assert.Equal(expected, evaluated["loss"] - evaluated["mse"], 1e-6);
        var history = network.Fit(data, new FitOptions { BatchSize = 4, Optimizer = new Sgd(0), Validation = data });
        Assert.Equal(expected, history["loss"][0] - history["mse"][0], 1e-6);
        Assert.Equal(expected, history["val_loss"][0] - history["val_mse"][0], 1e-6);
    }

    private static double Penalty(float[] values, (double L1, double L2) factors) =>
        values.Sum(w => (factors.L1 * Math.Abs((double)w)) + (factors.L2 * w * w));
}
