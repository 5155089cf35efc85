namespace CnnGen.Layers.Tests;

/// <summary>Weights that predicting reads in another form follow every change of the weights, in all instances over them.</summary>
public sealed class DerivedWeightsTests
{
    private static readonly LayerCase s_case = Conv2DTransposeCases.All.Single(item => item.Name == "TransposeFirst");

    [Fact]
    public void A_changed_weight_changes_the_prediction_of_every_instance()
    {
        using var network = Create();
        using var shared = Share(network);
        float[] image = Image(network);
        float[] before = [.. network.PredictOne(image)];
        Assert.Equal(before, shared.PredictOne(image).ToArray());

        var kernel = new WeightTensor(network, 0);
        kernel.Set([.. kernel.Span.ToArray().Select(value => 2 * value)]);
        float[] after = [.. before.Select(value => 2 * value)];
        Assert.Equal(after, shared.PredictOne(image).ToArray());
        Assert.Equal(after, network.PredictOne(image).ToArray());

        network.ResetWeights();
        Assert.Equal(before, shared.PredictOne(image).ToArray());
    }

    [Fact]
    public void Instances_that_predict_first_at_the_same_time_agree()
    {
        for (int trial = 0; trial < 20; trial++)
        {
            using var network = Create();
            float[] image = Image(network);
            var instances = Enumerable.Range(0, 4).Select(_ => Share(network)).ToArray();
            var outputs = new float[4][];
            Parallel.For(0, 4, i => outputs[i] = [.. instances[i].PredictOne(image)]);
            float[] expected = [.. network.PredictOne(image)];
            Assert.All(outputs, output => Assert.Equal(expected, output));
            foreach (var instance in instances) instance.Dispose();
        }
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        using var network = Create();
        float[] image = Image(network);
        for (int i = 0; i < 50; i++) network.PredictOne(image);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++) network.PredictOne(image);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Network Create() => GeneratedCases<Conv2DTransposeCases>.Create(s_case, Device.Cpu().VectorBits);

    private static Network Share(Network network) => (Network)network.GetType().GetMethod("Share")!.Invoke(network, null)!;

    private static float[] Image(Network network) => [.. Enumerable.Range(0, network.Description.InputLength).Select(i => MathF.Sin(i))];
}
