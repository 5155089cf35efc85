using System.Text.Json;
using CnnGen.Report.Gradients;
using CnnGen.Report.Networks;

namespace CnnGen.Report.Tests;

/// <summary>Gradients agree with what the network's own predictions do when the image changes a little.</summary>
public sealed class GradientTests
{
    [Fact]
    public void Through_layers_one_after_another()
    {
        using var network = RandomNetworks.WithRandomWeights(new Chain());
        AssertAgrees(network);
    }

    [Fact]
    public void Through_branches()
    {
        using var network = RandomNetworks.WithRandomWeights(new Branches());
        AssertAgrees(network);
    }

    [Fact]
    public void Through_what_importers_need()
    {
        using var network = RandomNetworks.WithRandomWeights(new Imported());
        AssertAgrees(network);
    }

    /// <summary>A kind that is in neither list is one that nobody has thought of.</summary>
    [Fact]
    public void Every_kind_is_known_or_named_by_the_documentation()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "../../../../..");
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "models.schema.json")));
        var kinds = schema.RootElement.GetProperty("definitions").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out var properties) && properties.TryGetProperty("inputs", out _))
            .Select(definition => definition.Name).ToArray();
        var unknown = kinds.Except(LayerGradients.Kinds).ToArray();
        Assert.Contains("Conv2D", kinds);
        Assert.Equal(["Conv2DTranspose", "GroupNormalization", "LayerNormalization", "LocalResponseNormalization", "Resizing"], unknown.Order());
        var page = File.ReadAllText(Path.Combine(root, "docs/report.md"));
        Assert.All(unknown, kind => Assert.Contains($"`{kind}`", page));
    }

    [Fact]
    public void Of_a_class_it_is_that_of_the_score_before_the_softmax()
    {
        using var network = RandomNetworks.WithRandomWeights(new Locator());
        var trace = new NetworkTrace(network, new NetworkLayers(network), RandomNetworks.Image(network, 1));
        var scores = Enumerable.Range(0, 2).Select(output => trace.GradientOf(0, output).By(NetworkLayers.Image)!).ToArray();
        // The probabilities tell the difference of the scores: log(p0 / p1) = z0 - z1.
        AssertDerivatives(network, trace.Image, output => MathF.Log(output[0] / output[1]), [.. scores[0].Zip(scores[1], (dz0, dz1) => dz0 - dz1)]);
    }

    [Fact]
    public void By_a_layer_it_is_what_a_change_of_its_bias_does()
    {
        using var network = RandomNetworks.WithRandomWeights(new Chain());
        var image = RandomNetworks.Image(network, 2);
        var trace = new NetworkTrace(network, new NetworkLayers(network), image);
        var gradient = trace.GradientOf(0, 1).By(trace.Layers.Find("dense_1").Index)!;
        var bias = Array.Find(network.Description.Parameters, parameter => parameter.Name == "dense_1.bias")!;
        var values = network.ReadTensor(bias).ToArray();
        for (var unit = 0; unit < values.Length; unit++)
        {
            float With(float change)
            {
                float[] changed = [.. values];
                changed[unit] += change;
                network.WriteTensor(bias, changed);
                return network.PredictOne(image)[1];
            }

            // The bias comes before tanh, whose derivative is 1 - y^2.
            var y = trace.Activation(trace.Layers.Find("dense_1").Index)[unit];
            Assert.Equal((With(0.01f) - With(-0.01f)) / 0.02f, gradient[unit] * (1 - y * y), 2e-3f);
        }
    }

    [Fact]
    public void A_layer_that_is_not_known_stops_them_and_is_named()
    {
        using var network = RandomNetworks.WithRandomWeights(new Normalized());
        var explainer = new NetworkExplainer(network);
        var image = ImageSample.Of(network, new byte[36]);
        Assert.Contains("\"layer_normalization_1\" (LayerNormalization)", Assert.Throws<NotSupportedException>(() => explainer.Saliency(image, "kind", 0)).Message);
        Assert.Equal((2, 2), (explainer.GradCam(image, "kind", 0).Height, explainer.GradCam(image, "kind", 0, "behind").Width));
    }

    private static void AssertAgrees(Network network)
    {
        var image = RandomNetworks.Image(network, 3);
        var trace = new NetworkTrace(network, new NetworkLayers(network), image);
        for (var i = 0; i < network.Description.OutputLength; i++)
        {
            var output = i;
            AssertDerivatives(network, image, outputs => outputs[output], trace.GradientOf(0, output).By(NetworkLayers.Image)!);
        }
    }

    private static void AssertDerivatives(Network network, float[] image, Func<float[], float> score, float[] gradient)
    {
        const float Step = 5e-4f;
        var random = new Random(5);
        var (squaredError, squared) = (0.0, 0.0);
        for (var trial = 0; trial < 20; trial++)
        {
            var direction = image.Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            float At(float step) => score(network.PredictOne(image.Zip(direction, (x, d) => x + step * d).ToArray()).ToArray());
            var measured = (At(Step) - At(-Step)) / (2 * (double)Step);
            var computed = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
            squaredError += (measured - computed) * (measured - computed);
            squared += computed * computed;
        }

        // The rest is rounding of the predictions, and elements that cross a corner of an activation.
        Assert.True(squared > 0);
        Assert.InRange(Math.Sqrt(squaredError / squared), 0, 0.02);
    }
}
